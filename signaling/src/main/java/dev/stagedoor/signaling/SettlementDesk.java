package dev.stagedoor.signaling;

import dev.stagedoor.signaling.WalletService.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What payment providers say that they paid out to the bank, beside the books. Filled by billing; methods block. */
public interface SettlementDesk {
    /** How an import ended. */
    sealed interface Outcome {
        /**
         * @param lines that were new; none if the file was imported before
         * @param known that were imported before, just so
         * @param waiting that belong to no settlement yet
         * @param differing among the new ones, those that do not fit the books
         */
        record Imported(int lines, int known, int waiting, int differing) implements Outcome {}

        /** Nothing of it was taken; what is wrong, a text each. */
        record Refused(List<String> faults) implements Outcome {
            public Refused {
                faults = List.copyOf(faults);
            }
        }
    }

    /**
     * @param lines that were new in it
     * @param open those of them that do not fit the books and that nobody has looked at
     */
    record ImportedFile(
            UUID id, String provider, String fileName, int lines, int open, UUID importedBy, Instant importedAt) {}

    /**
     * A line of a settlement beside the books.
     *
     * @param day when it reached the bank, {@code yyyy-MM-dd}
     * @param payment by the provider's name, empty if it is about none
     * @param orderId the order that was paid by it, null if there is none
     * @param booked of this kind for its payment, all in all; null if nothing is
     * @param standing {@code MATCHES}, {@code UNKNOWN} or {@code DIFFERS}
     * @param note of whoever has looked at it, empty if nobody has
     */
    record Line(
            long id,
            String provider,
            String settlement,
            String day,
            String line,
            String kind,
            String payment,
            @Nullable UUID orderId,
            Money gross,
            Money fee,
            Money net,
            @Nullable Money booked,
            String standing,
            String note) {}

    /** Imports a file of comma-separated values, all of it or nothing. */
    Outcome importFile(String provider, String fileName, String content, UUID person);

    /** Imports, newest first. */
    Page<ImportedFile> imports(@Nullable String cursor, int limit);

    /** Lines, newest first; with {@code open} those that do not fit and that nobody has looked at. */
    Page<Line> lines(boolean open, @Nullable String cursor, int limit);

    /** Somebody has looked at a line that does not fit; false if there is no such one, or somebody has before. */
    boolean note(long lineId, UUID person, String note);
}
