package dev.stagedoor.benchmarks.torture.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM takes for the time, and that it waits as it ever does. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class WallClocksTest {
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    @TempDir
    private Path folder = Path.of("");

    private WallClocks clocks = WallClocks.ofTheMachine();

    @BeforeEach
    void needsTheLibrary() {
        clocks = WallClocks.in(folder);
        assumeTrue(clocks.canBeSet(), "libfaketime is not installed: ./stagedoor test installs it where it can");
    }

    @Test
    void isAnHourWrongUntilItIsSetRightAgain() throws IOException {
        try (var teller = new Teller(clocks)) {
            teller.awaitFrom(clocks.now(), Duration.ZERO);
            clocks.set(WallClocks.Whose.DATABASE, Duration.ofHours(2));
            clocks.set(WallClocks.Whose.SERVER, Duration.ofHours(1));
            teller.awaitFrom(clocks.now(), Duration.ofHours(1));
            clocks.set(WallClocks.Whose.MACHINE, Duration.ofHours(-1));
            teller.awaitFrom(clocks.now(), Duration.ofHours(-1));
            clocks.set(WallClocks.Whose.MACHINE, Duration.ZERO);
            teller.awaitFrom(clocks.now(), Duration.ZERO);
        }
    }

    @Test
    void livesThroughTheHourAtWhichSummerTimeChanges() throws IOException {
        try (var teller = new Teller(clocks)) {
            var before = teller.awaitFrom(clocks.now(), Duration.ZERO);
            clocks.leadToTheChange(Duration.ofSeconds(2));
            var after = teller.await(time -> !time.getOffset().equals(before.getOffset()));
            assertThat(after.getMinute()).isZero();
        }
    }

    /** The program, to be asked for the time. */
    private static final class Teller implements AutoCloseable {
        private final Process process;
        private final BufferedWriter questions;
        private final BufferedReader answers;

        Teller(WallClocks clocks) throws IOException {
            var java = Path.of(System.getProperty("java.home"), "bin", "java");
            var builder = new ProcessBuilder(
                    java.toString(), "-cp", System.getProperty("java.class.path"), ClockTeller.class.getName());
            builder.environment().putAll(clocks.environmentOfServer());
            process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            questions = process.outputWriter();
            answers = process.inputReader();
        }

        /** Asks until it is as wrong as it should be. */
        ZonedDateTime awaitFrom(Instant right, Duration wrong) throws IOException {
            return await(time ->
                    Duration.between(right.plus(wrong), time.toInstant()).abs().compareTo(HALF_AN_HOUR) < 0);
        }

        ZonedDateTime await(Predicate<ZonedDateTime> expected) throws IOException {
            while (true) {
                questions.write("?\n");
                questions.flush();
                var answer = answers.readLine();
                if (answer == null) {
                    throw new AssertionError("the program has ended");
                }
                var words = answer.split(" ", -1);
                // Some systems wake a thread for no reason, now and then; none does all the while.
                assertThat(Integer.parseInt(words[1]))
                        .as("wakings in a wait of 50 ms")
                        .isLessThan(10);
                var time = ZonedDateTime.parse(words[0]);
                if (expected.test(time)) {
                    return time;
                }
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
