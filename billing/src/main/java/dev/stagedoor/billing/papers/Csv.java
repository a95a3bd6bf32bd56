package dev.stagedoor.billing.papers;

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
            safe.add(cell(cells.get(i), i < textColumns));
        }
        return safe.stream().collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text, boolean free) {
        String safe = free && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
