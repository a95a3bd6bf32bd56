package dev.stagedoor.billing.ledger;

/** A cell of a file of comma-separated values (RFC 4180), which people open in a spreadsheet. */
public final class CsvCell {
    private CsvCell() {}

    /** What the program says, amounts below zero among it: quoted where needed. */
    public static String plain(String text) {
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** What people typed: also, what a spreadsheet would take for a formula becomes text. */
    public static String typed(String text) {
        return plain(!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text);
    }
}
