package dev.stagedoor.billing.audit;

import dev.stagedoor.billing.ledger.Asset;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A file for Beancount: accounts opened, opening balances, transactions, and the closing balances as assertions. */
final class BeancountBooks implements BookReader.Visitor {
    private static final String EVER = "1970-01-01";

    private final Lines lines;

    BeancountBooks(Appendable out) {
        lines = new Lines(out);
    }

    @Override
    public void opening(List<BookReader.Balance> balances, LocalDate day) {
        lines.line("option \"title\" \"Stagedoor ledger\"");
        for (Asset asset : Asset.values()) {
            lines.line(EVER + " commodity " + asset);
        }
        Map<String, TreeSet<Asset>> accounts = new TreeMap<>();
        for (BookReader.Balance balance : balances) {
            accounts.computeIfAbsent(name(balance.account()), _ -> new TreeSet<>())
                    .add(balance.account().asset());
        }
        accounts.forEach((account, assets) -> lines.line(EVER + " open " + account + " "
                + assets.stream().map(Asset::name).collect(Collectors.joining(","))));
        if (balances.stream().anyMatch(balance -> balance.amountMinor() != 0)) {
            lines.line("");
            lines.line(day + " * \"opening balances\"");
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
        lines.line(LocalDate.ofInstant(transfer.at(), ZoneOffset.UTC) + " * \"" + transfer.code() + "\" \""
                + Lines.plain(transfer.memo()) + "\"");
        lines.line("  transfer: \"" + transfer.id() + "\"");
        lines.line("  ref: \"" + transfer.ref() + "\"");
        if (transfer.sessionId() != null) {
            lines.line("  session: \"" + transfer.sessionId() + "\"");
        }
        transfer.lines().forEach(line -> posting(line.account(), line.amountMinor()));
    }

    @Override
    public void closing(List<BookReader.Balance> balances, LocalDate day) {
        lines.line("");
        for (BookReader.Balance balance : balances) {
            // A balance is asserted for the beginning of its day.
            lines.line(day.plusDays(1) + " balance " + name(balance.account()) + "  "
                    + Lines.debit(balance.amountMinor(), balance.account().asset()));
        }
    }

    private void posting(BookAccount account, long amountMinor) {
        lines.line("  " + name(account) + "  " + Lines.debit(amountMinor, account.asset()));
    }

    private static String name(BookAccount account) {
        String root = switch (account.kind().type()) {
            case LIABILITY -> "Liabilities";
            case ASSET -> "Assets";
            case INCOME -> "Income";
            case EXPENSE -> "Expenses";
            case CONTRA -> "Equity";
        };
        String kind = Arrays.stream(account.kind().kind().split("[._]"))
                .map(BeancountBooks::capital)
                .collect(Collectors.joining("-"));
        String owner =
                account.owner() == null ? "" : ":" + account.owner().toString().toUpperCase(Locale.ROOT);
        String qualifier = account.qualifier().isEmpty()
                ? ""
                : ":" + capital(account.qualifier().replaceAll("[^A-Za-z0-9]", "-"));
        return root + ":" + kind + owner + qualifier;
    }

    private static String capital(String word) {
        // A component begins with a capital letter or a digit.
        String safe = Character.isLetterOrDigit(word.charAt(0)) ? word : "X" + word;
        return safe.substring(0, 1).toUpperCase(Locale.ROOT) + safe.substring(1);
    }
}
