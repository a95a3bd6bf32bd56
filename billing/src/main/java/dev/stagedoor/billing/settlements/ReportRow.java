package dev.stagedoor.billing.settlements;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;

/** A row of a file by the names of its columns, which are compared without regard to case. */
record ReportRow(Map<String, String> cells) {
    /** Longer than any name of a provider's. */
    private static final int LONGEST_TEXT = 200;
    /** More places than money has, and room for any amount of it. */
    private static final int LONGEST_NUMBER = 24;

    ReportRow {
        cells = Map.copyOf(cells);
    }

    /** Empty if there is no such column, or nothing in it. */
    String text(String column) {
        String cell = cells.getOrDefault(column, "").strip();
        if (cell.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("%s is longer than %d characters".formatted(column, LONGEST_TEXT));
        }
        return cell;
    }

    /** The first that is not empty. */
    String text(String column, String otherName) {
        String cell = text(column);
        return cell.isEmpty() ? text(otherName) : cell;
    }

    String need(String column) {
        String cell = text(column);
        if (cell.isEmpty()) {
            throw new IllegalArgumentException(column + " is empty");
        }
        return cell;
    }

    String word(String column) {
        return need(column).toLowerCase(Locale.ROOT);
    }

    /** Nothing is zero. */
    BigDecimal decimal(String column) {
        String cell = text(column);
        if (cell.isEmpty()) {
            return BigDecimal.ZERO;
        }
        if (cell.length() > LONGEST_NUMBER || !cell.matches("-?\\d+(\\.\\d+)?")) {
            throw new IllegalArgumentException(
                    "%s is %s, not a number such as 1234.50: take the file with a point and without separators"
                            .formatted(column, cell));
        }
        return new BigDecimal(cell);
    }
}
