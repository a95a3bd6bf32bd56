package dev.stagedoor.billing.settlements;

import java.util.List;

/** How the import of a file ended; only {@code Imported} has changed anything. */
public sealed interface ImportOutcome {
    /**
     * @param lines that were new
     * @param known that were imported before, just so
     * @param waiting that belong to no settlement yet
     * @param differing among the new ones, those that do not fit the books
     */
    record Imported(int lines, int known, int waiting, int differing) implements ImportOutcome {}

    /** Every line was known. */
    record Unchanged(int known, int waiting) implements ImportOutcome {}

    /** It cannot be read, or it contradicts what was imported before; what is wrong, a text each. */
    record Refused(List<String> faults) implements ImportOutcome {
        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
