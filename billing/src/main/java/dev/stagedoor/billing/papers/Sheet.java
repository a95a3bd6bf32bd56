package dev.stagedoor.billing.papers;

import java.util.List;

/**
 * A paper ready to be written: a heading, facts about it, and one table.
 *
 * @param title what it is
 * @param facts name and value, in order
 * @param columns heads of the table; all but the first {@code textColumns} are figures
 * @param rows cells as they are read
 */
record Sheet(
        String title, List<Fact> facts, List<String> columns, int textColumns, List<List<String>> rows, String note) {
    Sheet {
        facts = List.copyOf(facts);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** A line above the table. */
    record Fact(String name, String value) {}
}
