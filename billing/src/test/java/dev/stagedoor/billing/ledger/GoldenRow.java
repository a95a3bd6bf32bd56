package dev.stagedoor.billing.ledger;

import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** A row of a golden table: what a kind of transfer writes, as an accountant would note it. */
final class GoldenRow {
    private GoldenRow() {}

    /** @param expected code, account, asset and amount of each line, blanks at will */
    static Arguments row(String name, List<Line> lines, String... expected) {
        return Arguments.of(name, lines, List.of(expected));
    }

    static List<String> compact(List<String> expected) {
        return expected.stream().map(line -> line.replaceAll(" +", " ")).toList();
    }

    static String text(Line line) {
        AccountKind kind = line.account().kind();
        String shortName = kind.kind().substring(kind.kind().indexOf('.') + 1);
        String qualifier =
                line.account().qualifier().isEmpty() ? "" : ":" + line.account().qualifier();
        return kind.code() + " " + shortName + qualifier + " " + line.account().asset() + " " + line.amountMinor();
    }
}
