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
     * @param owner whose it is, null for the house's accounts
     * @param qualifier provider or tax section, null if the kind has none
     * @param asset {@code COIN}, or the currency of the books
     * @param amountMinor credit positive
     */
    public record Entry(
            String kind, @Nullable UUID owner, @Nullable String qualifier, String asset, long amountMinor) {}

    /**
     * As lines of a transfer; throws {@link IllegalArgumentException} for what no correction may be.
     *
     * @param currency that the books are kept in beside coins
     */
    public List<Line> toLines(Asset currency) {
        List<Line> lines = entries.stream().map(entry -> line(entry, currency)).toList();
        if (lines.stream().map(Line::account).distinct().count() < lines.size()) {
            throw new IllegalArgumentException("an account is there twice: give it one line");
        }
        long viewers = lines.stream()
                .map(Line::account)
                .filter(account -> account.kind().kind().startsWith("viewer."))
                .map(AccountRef::owner)
                .distinct()
                .count();
        if (viewers > 1) {
            throw new IllegalArgumentException("one viewer at a time: make a correction for each");
        }
        return lines;
    }

    private static Line line(Entry entry, Asset currency) {
        AccountKind kind = Arrays.stream(AccountKind.values())
                .filter(each -> each.kind().equals(entry.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no account is called " + entry.kind()));
        if (kind == AccountKind.VIEWER_HELD || kind == AccountKind.ESCROW_EVENT) {
            throw new IllegalArgumentException("holds and escrow follow their sessions and tickets; adjust the wallet");
        }
        Asset asset = kind.isInCoins() ? Asset.COIN : currency;
        if (!asset.name().equals(entry.asset())) {
            throw new IllegalArgumentException(
                    "%s is kept in %s, not in %s".formatted(kind.kind(), asset, entry.asset()));
        }
        if (kind.isSomebodys() == (entry.owner() == null)) {
            throw new IllegalArgumentException(kind.kind()
                    + (entry.owner() == null ? " is somebody's: say whose" : " is the house's and nobody else's"));
        }
        String qualifier = entry.qualifier() == null ? "" : entry.qualifier().strip();
        if (kind.isQualified() == qualifier.isEmpty()) {
            throw new IllegalArgumentException(kind.kind()
                    + (qualifier.isEmpty()
                            ? " is kept by provider or section: say which"
                            : " has no provider or section"));
        }
        if (entry.amountMinor() == 0) {
            throw new IllegalArgumentException("nothing is moved on " + kind.kind());
        }
        return new Line(new AccountRef(kind, entry.owner(), qualifier, asset), entry.amountMinor());
    }
}
