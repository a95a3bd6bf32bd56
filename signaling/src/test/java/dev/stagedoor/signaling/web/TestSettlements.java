package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.SettlementDesk;
import dev.stagedoor.signaling.WalletService.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One import with one line that does not fit. */
final class TestSettlements implements SettlementDesk {
    static final long LINE = 7;

    volatile Outcome next = new Outcome.Imported(1, 0, 0, 1);
    volatile @Nullable String asked;

    @Override
    public Outcome importFile(String provider, String fileName, String content, UUID person) {
        asked = provider + " " + fileName + " " + content.length() + " " + person;
        return next;
    }

    @Override
    public Page<ImportedFile> imports(@Nullable String cursor, int limit) {
        return new Page<>(
                List.of(new ImportedFile(
                        UUID.randomUUID(), "stripe", "march.csv", 1, 1, UUID.randomUUID(), Instant.EPOCH)),
                null);
    }

    @Override
    public Page<Line> lines(boolean open, @Nullable String cursor, int limit) {
        asked = "open " + open;
        return new Page<>(
                List.of(new Line(
                        LINE,
                        "stripe",
                        "po_1",
                        "2026-03-10",
                        "txn_1",
                        "PAYMENT",
                        "pi_1",
                        null,
                        new Money(9_900, "INR"),
                        new Money(297, "INR"),
                        new Money(9_603, "INR"),
                        null,
                        "UNKNOWN",
                        "")),
                null);
    }

    @Override
    public boolean note(long lineId, UUID person, String note) {
        asked = person + " " + note;
        return lineId == LINE;
    }
}
