package dev.stagedoor.billing.settlements;

import dev.stagedoor.billing.settlements.Settlement.Kind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Columns of our own, into which a person brings the statement of any other provider. */
final class PlainReport implements ReportForm {
    @Override
    public String provider() {
        return "";
    }

    @Override
    public Set<String> columns() {
        return Set.of("settlement", "day", "currency", "line", "kind", "payment", "gross", "fee");
    }

    @Override
    public Entry read(ReportRow row) {
        BigDecimal gross = row.decimal("gross");
        return new Entry(
                row.text("settlement"),
                row.text("day"),
                row.need("currency"),
                row.need("line"),
                kind(row.need("kind")),
                row.text("payment"),
                gross,
                gross.subtract(row.decimal("fee")));
    }

    private static Kind kind(String word) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "kind is %s, not one of %s".formatted(word, Arrays.toString(Kind.values()))));
    }
}
