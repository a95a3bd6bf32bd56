package dev.stagedoor.billing.settlements;

import dev.stagedoor.billing.ledger.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where settlements are kept and compared with the books. Every method is one transaction. */
public interface SettlementStore {
    /**
     * Keeps what is new of a file and books its fees, as far as they are not booked, and what reached the bank. All of it or
     * nothing.
     */
    ImportOutcome keep(NewImport file, List<Settlement> settlements);

    /**
     * A file.
     *
     * @param hash SHA-256 of its bytes, in hexadecimal
     * @param waiting its lines that belong to no settlement yet
     */
    record NewImport(
            UUID id, String provider, String fileName, String hash, UUID importedBy, Instant importedAt, int waiting) {}

    /** Imports, newest first. */
    Page<ImportedFile> imports(@Nullable String cursor, int limit);

    /** Lines, newest first; with {@code open} those that do not fit the books and that nobody has looked at. */
    Page<StandingLine> lines(boolean open, @Nullable String cursor, int limit);

    /** Somebody has looked at a line that does not fit; false if there is no such one, or somebody has before. */
    boolean note(long lineId, UUID person, String note, Instant now);
}
