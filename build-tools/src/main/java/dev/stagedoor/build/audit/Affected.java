package dev.stagedoor.build.audit;

import java.util.List;
import java.util.Optional;

/**
 * What an advisory says of one package.
 *
 * @param versions single ones, beside or instead of ranges
 */
record Affected(Ecosystem ecosystem, String name, List<Range> ranges, List<String> versions) {
    boolean covers(Component component) {
        return ecosystem == component.ecosystem()
                && name.equals(component.name())
                && (isInRange(component.version()) || versions.contains(component.version()));
    }

    boolean isInRange(String version) {
        return ranges.stream().anyMatch(range -> range.covers(ecosystem, version));
    }

    Optional<String> fixedAfter(String version) {
        return ranges.stream()
                .filter(range -> range.covers(ecosystem, version))
                .flatMap(range -> range.fixedAfter(ecosystem, version).stream())
                .min(ecosystem.order());
    }
}
