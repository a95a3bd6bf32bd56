package dev.stagedoor.benchmarks.torture.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/**
 * The wall clock of one group of processes, which runs as fast as the machine's and can be set while they run. Their monotonic
 * clock stays the machine's, as it does when an administrator sets the time.
 */
final class WallClock {
    private final Path library;
    private final Path file;
    private final Duration ofTheRun;

    /**
     * @param library libfaketime, for programs with threads
     * @param file where the processes read how wrong their clock is; made here
     * @param ofTheRun how far the time of this run is from the machine's
     */
    WallClock(Path library, Path file, Duration ofTheRun) {
        this.library = library;
        this.file = file;
        this.ofTheRun = ofTheRun;
        set(Duration.ZERO);
    }

    /** What a process is to have in its environment from the beginning. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                // It looks at the file again after so many seconds of the machine.
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Otherwise it takes what a JVM waits until by the monotonic clock for a time of day, long past.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    /** Makes it this much wrong; they notice within a second. */
    void set(Duration wrong) {
        var next = file.resolveSibling(file.getFileName() + ".next");
        try {
            // In one step: whoever reads half a number has another time.
            Files.writeString(next, "%+d\n".formatted(ofTheRun.plus(wrong).toSeconds()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("a clock cannot be set: " + file, e);
        }
    }
}
