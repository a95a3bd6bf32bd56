package dev.stagedoor.billing.audit;

import dev.stagedoor.billing.ledger.Asset;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** A journal for hledger: directives, opening balances, transactions, and the closing balances as assertions. */
final class HledgerBooks implements BookReader.Visitor {
    private final Lines lines;

    HledgerBooks(Appendable out) {
        lines = new Lines(out);
    }

    @Override
    public void opening(List<BookReader.Balance> balances, LocalDate day) {
        for (Asset asset : Asset.values()) {
            lines.line("commodity 1000." + "0".repeat(asset.scale()) + " " + asset);
        }
        balances.stream()
                .map(balance -> name(balance.account()))
                .distinct()
                .forEach(account -> lines.line("account " + account));
        if (balances.stream().anyMatch(balance -> balance.amountMinor() != 0)) {
            lines.line("");
            lines.line(day + " * opening balances");
            for (BookReader.Balance balance : balances) {
                if (balance.amountMinor() != 0) {
                    posting(balance.account(), balance.amountMinor());
                }
            }
        }
    }

    @Override
    public void transfer(BookTransfer transfer) {
        lines.line("");
        String memo = Lines.plain(transfer.memo());
        lines.line(LocalDate.ofInstant(transfer.at(), ZoneOffset.UTC) + " * (" + transfer.id() + ") " + transfer.code()
                + (memo.isEmpty() ? "" : " | " + memo) + "  ; ref:" + transfer.ref()
                + (transfer.sessionId() == null ? "" : ", session:" + transfer.sessionId()));
        transfer.lines().forEach(line -> posting(line.account(), line.amountMinor()));
    }

    @Override
    public void closing(List<BookReader.Balance> balances, LocalDate day) {
        if (balances.isEmpty()) {
            return;
        }
        lines.line("");
        lines.line(day + " * closing balances, asserted");
        for (BookReader.Balance balance : balances) {
            Asset asset = balance.account().asset();
            lines.line("    " + name(balance.account()) + "  0 " + asset + " = "
                    + Lines.debit(balance.amountMinor(), asset));
        }
    }

    private void posting(BookAccount account, long amountMinor) {
        lines.line("    " + name(account) + "  " + Lines.debit(amountMinor, account.asset()));
    }

    private static String name(BookAccount account) {
        String root = switch (account.kind().type()) {
            case LIABILITY -> "liabilities";
            case ASSET -> "assets";
            case INCOME -> "income";
            case EXPENSE -> "expenses";
            case CONTRA -> "equity";
        };
        String owner = account.owner() == null ? "" : ":" + account.owner();
        String qualifier = account.qualifier().isEmpty()
                ? ""
                : ":" + account.qualifier().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "-");
        return root + ":" + account.kind().kind().replace('.', ':') + owner + qualifier;
    }
}
