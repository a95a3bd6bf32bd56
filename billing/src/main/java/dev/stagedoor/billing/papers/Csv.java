package dev.stagedoor.billing.papers;

import dev.stagedoor.billing.ledger.CsvCell;
import java.util.List;
import java.util.stream.Collectors;

/** A sheet's table as RFC 4180 has it; what a spreadsheet would take for a formula becomes text. */
final class Csv {
    private Csv() {}

    static String of(Sheet sheet) {
        StringBuilder csv =
                new StringBuilder(line(sheet.columns(), sheet.columns().size()));
        sheet.rows().forEach(row -> csv.append(line(row, sheet.textColumns())));
        return csv.toString();
    }

    private static String line(List<String> cells, int textColumns) {
        List<String> safe = new java.util.ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            safe.add(i < textColumns ? CsvCell.typed(cells.get(i)) : CsvCell.plain(cells.get(i)));
        }
        return safe.stream().collect(Collectors.joining(",", "", "\r\n"));
    }
}
