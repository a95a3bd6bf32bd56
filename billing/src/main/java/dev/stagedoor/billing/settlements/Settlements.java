package dev.stagedoor.billing.settlements;

import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.settlements.SettlementStore.NewImport;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What providers paid out to the bank, beside what the books say that they owe. */
public final class Settlements {
    /** The longest page anybody gets. */
    public static final int PAGE_LIMIT = 200;

    private final SettlementStore store;
    private final Supplier<UUID> ids;
    private final InstantSource clock;

    public Settlements(SettlementStore store, Supplier<UUID> ids, InstantSource clock) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Imports a provider's file, all of it or nothing: fees that were not booked, and what reached the bank. What was imported
     * before counts once.
     *
     * @param text of the file, comma-separated values
     */
    public ImportOutcome importFile(String provider, String fileName, String text, UUID person) {
        return switch (ReportReader.read(provider, text)) {
            case ReportReading.Unreadable(List<String> faults) -> new ImportOutcome.Refused(faults);
            case ReportReading.Read(List<Settlement> settlements, int waiting) ->
                store.keep(
                        new NewImport(ids.get(), provider, fileName, hash(text), person, clock.instant(), waiting),
                        settlements);
        };
    }

    /** Imports, newest first. */
    public Page<ImportedFile> imports(@Nullable String cursor, int limit) {
        return store.imports(cursor, Math.clamp(limit, 1, PAGE_LIMIT));
    }

    /** Lines, newest first; with {@code open} those that do not fit the books and that nobody has looked at. */
    public Page<StandingLine> lines(boolean open, @Nullable String cursor, int limit) {
        return store.lines(open, cursor, Math.clamp(limit, 1, PAGE_LIMIT));
    }

    /**
     * Somebody has looked at a line that does not fit. It moves nothing; a correction is an adjustment, by two people. False if
     * there is no such line, somebody has looked before, or the note is none.
     */
    public boolean note(long lineId, UUID person, String note) {
        return !note.isBlank() && store.note(lineId, person, note.strip(), clock.instant());
    }

    private static String hash(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
