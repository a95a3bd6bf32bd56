package dev.stagedoor.benchmarks.load.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The log in which a JVM notes every moment when all its threads stood still, whatever for: {@code -Xlog:safepoint}. */
public final class PauseLog {
    private static final Pattern TOTAL = Pattern.compile("Total: +(\\d+) ns");
    private static final double NS_PER_MS = 1e6;

    private final Path file;
    private long seen;

    public PauseLog(Path file) {
        this.file = file;
    }

    /** What a JVM must be started with to write it. */
    public String flag() {
        return "-Xlog:safepoint:file=" + file + "::filecount=0";
    }

    /** @param maxMs the longest, 0 if there was none */
    public record Pauses(int count, double totalMs, double maxMs) {
        /** None seen. */
        public static final Pauses NONE = new Pauses(0, 0, 0);
    }

    /** Pauses since the last call. */
    public Pauses takeNew() {
        try (var channel = Files.newInputStream(file)) {
            channel.skipNBytes(seen);
            var bytes = channel.readAllBytes();
            seen += bytes.length;
            return parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("no log of pauses", e);
        }
    }

    static Pauses parse(String text) {
        var count = 0;
        var totalNs = 0L;
        var maxNs = 0L;
        for (var matcher = TOTAL.matcher(text); matcher.find(); count++) {
            var ns = Long.parseLong(matcher.group(1));
            totalNs += ns;
            maxNs = Math.max(maxNs, ns);
        }
        return new Pauses(count, totalNs / NS_PER_MS, maxNs / NS_PER_MS);
    }
}
