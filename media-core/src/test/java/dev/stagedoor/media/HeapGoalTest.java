package dev.stagedoor.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapGoalTest {
    private static final long MIB = 1L << 20;
    private static final long LIMIT = 6_000 * MIB;

    @Test
    void shouldFollowWhatACollectionOfEverythingLeft() {
        assertThat(HeapGoal.next(true, 400 * MIB, 256 * MIB, LIMIT)).isEqualTo(564 * MIB);
        assertThat(HeapGoal.next(true, 200 * MIB, 564 * MIB, LIMIT)).isEqualTo(314 * MIB);
    }

    @Test
    void shouldNeitherAimBelowTheLeastNorAboveTheLimit() {
        assertThat(HeapGoal.next(true, 20 * MIB, 664 * MIB, LIMIT)).isEqualTo(HeapGoal.LEAST_BYTES);
        assertThat(HeapGoal.next(true, 5_000 * MIB, 664 * MIB, LIMIT)).isEqualTo(LIMIT);
        assertThat(HeapGoal.next(true, 20 * MIB, 128 * MIB, 128 * MIB)).isEqualTo(128 * MIB);
    }

    @Test
    void shouldAimHigherButNotLowerAfterACollectionOfTheYoung() {
        assertThat(HeapGoal.next(false, 100 * MIB, 664 * MIB, LIMIT)).isEqualTo(664 * MIB);
        assertThat(HeapGoal.next(false, 620 * MIB, 664 * MIB, LIMIT)).isEqualTo(839 * MIB);
    }

    @Test
    void shouldMoveTheSoftLimitOfAProcess() throws Exception {
        assertThat(inAProcess("-XX:+UseZGC", "-Xmx512m"))
                .containsExactly("256 MiB at first", "moved to somewhat above what is kept", "512 MiB in the end");
    }

    @Test
    void shouldLeaveAloneWhatWasAskedForAndOtherCollectors() throws Exception {
        assertThat(inAProcess("-XX:+UseZGC", "-Xmx512m", "-XX:SoftMaxHeapSize=100m"))
                .containsExactly("100 MiB at first");
        assertThat(inAProcess("-XX:+UseSerialGC", "-Xmx512m")).containsExactly("512 MiB at first");
    }

    private static List<String> inAProcess(String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), HeapGoalProcess.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as("%s", lines).isZero();
        return lines;
    }
}
