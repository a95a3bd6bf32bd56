package dev.stagedoor.server.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lists that ARCHITECTURE.md spells out: rows of the form <code>- `name`: a · b</code> under a heading. */
record ArchitecturePage(String text) {
    private static final Pattern ROW = Pattern.compile("^- `([a-z0-9.]+)`: (.+)$", Pattern.MULTILINE);

    static ArchitecturePage read() {
        try {
            return new ArchitecturePage(Files.readString(Path.of("..", "ARCHITECTURE.md")));
        } catch (IOException e) {
            throw new IllegalStateException("ARCHITECTURE.md cannot be read from the module's folder", e);
        }
    }

    /** Root package → its packages, lowest first. */
    Map<String, List<String>> packageOrder() {
        return rows("## Packages, lowest first", "·");
    }

    /** Library's package → the packages that may use it. */
    Map<String, List<String>> libraryHomes() {
        return rows("## Each library has one home", ",");
    }

    private Map<String, List<String>> rows(String heading, String separator) {
        int from = text.indexOf(heading);
        if (from < 0) {
            throw new IllegalStateException("ARCHITECTURE.md has no heading '" + heading + "'");
        }
        int next = text.indexOf("\n## ", from + heading.length());
        Matcher matcher = ROW.matcher(text.substring(from, next < 0 ? text.length() : next));
        Map<String, List<String>> rows = new LinkedHashMap<>();
        while (matcher.find()) {
            rows.put(
                    matcher.group(1),
                    Arrays.stream(matcher.group(2).split(Pattern.quote(separator), -1))
                            .map(String::strip)
                            .toList());
        }
        if (rows.isEmpty()) {
            throw new IllegalStateException("ARCHITECTURE.md has no rows under '" + heading + "'");
        }
        return rows;
    }
}
