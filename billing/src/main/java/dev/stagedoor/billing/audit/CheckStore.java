package dev.stagedoor.billing.audit;

import java.time.Instant;
import java.util.List;

/** Where checks look, and where their reports are kept. Every method is one transaction. */
public interface CheckStore {
    /** Looks for what should not be. */
    Findings find(Check check, Instant now);

    /** Keeps the reports of a run. */
    void keep(List<CheckReport> reports);

    /** The newest report of each check that was ever kept, in the order of the checks. */
    List<CheckReport> latest();

    /**
     * @param found how many
     * @param samples the first of them, a line each
     */
    record Findings(long found, List<String> samples) {
        public Findings {
            samples = List.copyOf(samples);
        }
    }
}
