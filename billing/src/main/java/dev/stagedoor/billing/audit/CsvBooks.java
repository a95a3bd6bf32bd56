package dev.stagedoor.billing.audit;

import dev.stagedoor.billing.ledger.CsvCell;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row for each line of the journal; balances are rows with the codes {@code OPENING} and {@code CLOSING}. */
final class CsvBooks implements BookReader.Visitor {
    private final Lines lines;

    CsvBooks(Appendable out) {
        lines = new Lines(out);
    }

    @Override
    public void opening(List<BookReader.Balance> balances, LocalDate day) {
        lines.line("transfer,at,code,ref,session,line,account_code,account_kind,owner,qualifier,asset,amount,memo");
        balances(balances, day, "OPENING");
    }

    @Override
    public void transfer(BookTransfer transfer) {
        for (BookTransfer.Line line : transfer.lines()) {
            row(
                    Stream.of(
                            transfer.id(),
                            transfer.at(),
                            transfer.code(),
                            transfer.ref(),
                            text(transfer.sessionId()),
                            line.number()),
                    line.account(),
                    line.amountMinor(),
                    transfer.memo());
        }
    }

    @Override
    public void closing(List<BookReader.Balance> balances, LocalDate day) {
        balances(balances, day, "CLOSING");
    }

    private void balances(List<BookReader.Balance> balances, LocalDate day, String code) {
        for (BookReader.Balance balance : balances) {
            if (balance.amountMinor() != 0) {
                row(Stream.of("", day, code, "", "", ""), balance.account(), balance.amountMinor(), "");
            }
        }
    }

    private void row(Stream<Object> head, BookAccount account, long amountMinor, String memo) {
        Stream<Object> tail = Stream.of(
                account.kind().code(),
                account.kind().kind(),
                text(account.owner()),
                account.qualifier(),
                account.asset(),
                Lines.decimal(amountMinor, account.asset()));
        Stream<String> cells = Stream.concat(head, tail).map(field -> CsvCell.plain(field.toString()));
        lines.line(Stream.concat(cells, Stream.of(CsvCell.typed(memo))).collect(Collectors.joining(",")));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
