package dev.stagedoor.billing.settlements;

import java.util.List;

/** What a provider's file turned out to be. */
public sealed interface ReportReading {
    /**
     * All of it was understood.
     *
     * @param waiting lines that belong to no settlement yet; they come again with theirs
     */
    record Read(List<Settlement> settlements, int waiting) implements ReportReading {
        public Read {
            settlements = List.copyOf(settlements);
        }
    }

    /** Something was not; the first faults, each with its line and what to do. */
    record Unreadable(List<String> faults) implements ReportReading {
        public Unreadable {
            faults = List.copyOf(faults);
        }
    }
}
