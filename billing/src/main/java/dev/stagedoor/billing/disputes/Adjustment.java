package dev.stagedoor.billing.disputes;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.AccountRef;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Line;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A correction of the books, as two people sign it. */
public record Adjustment(List<Entry> entries) {
    /** Of the approval that carries it. */
    public static final String KIND = "ADJUSTMENT";

    public Adjustment {
        entries = List.copyOf(entries);
    }

    /**
     * One line of it.
     *
     * @param kind name of the account's kind, for example {@code platform.psp_fees}
     * @param owner null for the house
     * @param qualifier provider or tax section, null if the kind has none
     * @param asset for example {@code INR}
     * @param amountMinor credit positive
     */
    public record Entry(
            String kind, @Nullable UUID owner, @Nullable String qualifier, String asset, long amountMinor) {}

    /** As lines of a transfer; throws {@link IllegalArgumentException} for accounts and assets that there are not. */
    public List<Line> toLines() {
        return entries.stream().map(Adjustment::line).toList();
    }

    private static Line line(Entry entry) {
        AccountKind kind = Arrays.stream(AccountKind.values())
                .filter(each -> each.kind().equals(entry.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no account is called " + entry.kind()));
        if (kind == AccountKind.VIEWER_HELD || kind == AccountKind.ESCROW_EVENT) {
            throw new IllegalArgumentException("holds and escrow follow their sessions and tickets; adjust the wallet");
        }
        String qualifier = entry.qualifier();
        return new Line(
                new AccountRef(kind, entry.owner(), qualifier == null ? "" : qualifier, Asset.valueOf(entry.asset())),
                entry.amountMinor());
    }
}
