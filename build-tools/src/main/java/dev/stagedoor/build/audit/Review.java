package dev.stagedoor.build.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What comes of comparing components with advisories.
 *
 * @param findings affected components, those that nobody waived first
 * @param idle waivers that concern nothing here
 */
record Review(List<Finding> findings, List<Waiver> idle) {
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::waived)
            .thenComparing(finding -> !finding.component().shipped())
            .thenComparing(finding -> finding.component().name())
            .thenComparing(finding -> finding.component().version())
            .thenComparing(finding -> finding.advisory().id());

    static Review of(
            Collection<Component> components, Collection<Advisory> advisories, List<Waiver> waivers, LocalDate today) {
        List<Finding> findings = new ArrayList<>();
        List<Waiver> idle = new ArrayList<>(waivers);
        for (Component component : components) {
            for (Advisory advisory : advisories) {
                if (advisory.concerns(component)) {
                    List<Waiver> written = waivers.stream()
                            .filter(waiver -> waiver.covers(component, advisory))
                            .sorted(Comparator.comparing(Waiver::until).reversed())
                            .toList();
                    idle.removeAll(written);
                    Optional<Waiver> longest = written.stream().findFirst();
                    findings.add(new Finding(
                            component,
                            advisory,
                            advisory.fixedAfter(component),
                            longest,
                            longest.filter(waiver -> waiver.countsOn(today)).isPresent()));
                }
            }
        }
        return new Review(findings.stream().sorted(ORDER).toList(), List.copyOf(idle));
    }

    boolean ok() {
        return findings.stream().allMatch(Finding::waived);
    }

    long waived() {
        return findings.stream().filter(Finding::waived).count();
    }
}
