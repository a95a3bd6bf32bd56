package dev.stagedoor.server.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL has logged under {@code log_statement = all} with an empty {@code log_line_prefix}. */
public final class StatementLog {
    private static final Pattern SENT = Pattern.compile("LOG: {2}(?:statement|execute [^:]+): (.*)", Pattern.DOTALL);
    private static final Pattern DETAIL = Pattern.compile("DETAIL: {2}[Pp]arameters: (.*)", Pattern.DOTALL);
    private static final Pattern PARAMETER =
            Pattern.compile("\\$\\d+ = (?:NULL|'((?:[^']|'')*)')(?:, |$)", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("\\$\\d+");

    /** How connections and transactions are kept, and what looks after the database itself. */
    private static final Pattern HOUSEKEEPING = Pattern.compile(
            "(?is)(begin|commit|rollback|set|show|savepoint|release|alter system|discard).*|.*\\b(flyway|pg_)\\w*.*");

    private StatementLog() {}

    /** Each statement once, in the order of first appearance. */
    public static List<SentStatement> read(Path file) throws IOException {
        Map<String, SentStatement> found = new LinkedHashMap<>();
        String sql = null;
        for (String entry : entries(file)) {
            Matcher sent = SENT.matcher(entry);
            Matcher detail = DETAIL.matcher(entry);
            if (sent.matches()) {
                sql = sent.group(1).strip();
                if (HOUSEKEEPING.matcher(sql).matches()) {
                    sql = null;
                } else if (!PLACE.matcher(sql).find()) {
                    found.putIfAbsent(sql, new SentStatement(sql, List.of()));
                    sql = null;
                }
            } else if (sql != null && detail.matches()) {
                String text = PLACE.matcher(sql).replaceAll("?");
                found.putIfAbsent(text, new SentStatement(text, parameters(detail.group(1))));
                sql = null;
            }
        }
        return List.copyOf(found.values());
    }

    /** What continues a line begins with a tab. */
    private static List<String> entries(Path file) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("\t") && !entries.isEmpty()) {
                entries.set(entries.size() - 1, entries.getLast() + "\n" + line.substring(1));
            } else {
                entries.add(line);
            }
        }
        return entries;
    }

    private static List<@Nullable String> parameters(String text) {
        List<@Nullable String> parameters = new ArrayList<>();
        Matcher each = PARAMETER.matcher(text);
        while (each.find()) {
            String value = each.group(1);
            parameters.add(value == null ? null : value.replace("''", "'"));
        }
        return parameters;
    }
}
