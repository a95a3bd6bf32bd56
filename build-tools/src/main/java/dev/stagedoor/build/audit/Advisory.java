package dev.stagedoor.build.audit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A known vulnerability, as far as it concerns packages of ours.
 *
 * @param aliases under which other databases list it, CVE numbers among them
 * @param summary in one line; empty if we have none of our own
 * @param severity LOW to CRITICAL; empty if nobody has said
 * @param withdrawn it was a mistake, and concerns nobody
 */
record Advisory(
        String id, List<String> aliases, String summary, String severity, boolean withdrawn, List<Affected> affected) {

    boolean concerns(Component component) {
        return !withdrawn && affected.stream().anyMatch(one -> one.covers(component));
    }

    Optional<String> fixedAfter(Component component) {
        return affected.stream()
                .filter(one -> one.covers(component))
                .flatMap(one -> one.fixedAfter(component.version()).stream())
                .min(component.ecosystem().order());
    }

    Stream<String> names() {
        return Stream.concat(Stream.of(id), aliases.stream());
    }
}
