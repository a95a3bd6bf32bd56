package dev.stagedoor.build.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A line of versions with the points at which it becomes vulnerable and ceases to be; in any order. */
record Range(List<Event> events) {
    /** Before every version, by the schema. */
    private static final String BEGINNING = "0";

    /** In the order in which they count when they name the same version: fixed in one branch, introduced again in the next. */
    enum Kind {
        LAST_AFFECTED("last_affected"),
        FIXED("fixed"),
        INTRODUCED("introduced");

        private final String osvName;

        Kind(String osvName) {
            this.osvName = osvName;
        }

        String osvName() {
            return osvName;
        }
    }

    record Event(Kind kind, String version) {}

    boolean covers(Ecosystem ecosystem, String version) {
        boolean vulnerable = false;
        for (Event event : events.stream().sorted(order(ecosystem)).toList()) {
            int since =
                    event.version().equals(BEGINNING) ? 1 : ecosystem.order().compare(version, event.version());
            switch (event.kind()) {
                case INTRODUCED -> vulnerable |= since >= 0;
                case FIXED -> vulnerable &= since < 0;
                case LAST_AFFECTED -> vulnerable &= since <= 0;
            }
        }
        return vulnerable;
    }

    /** The next version in which it is fixed, if one is known. */
    Optional<String> fixedAfter(Ecosystem ecosystem, String version) {
        return events.stream()
                .filter(event -> event.kind() == Kind.FIXED)
                .map(Event::version)
                .filter(fixed -> ecosystem.order().compare(fixed, version) > 0)
                .min(ecosystem.order());
    }

    private static Comparator<Event> order(Ecosystem ecosystem) {
        Comparator<String> versions = (one, other) -> one.equals(BEGINNING) || other.equals(BEGINNING)
                ? Boolean.compare(other.equals(BEGINNING), one.equals(BEGINNING))
                : ecosystem.order().compare(one, other);
        return Comparator.comparing(Event::version, versions).thenComparing(Event::kind);
    }
}
