package dev.stagedoor.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.stagedoor.media.srtp.SrtpBackend;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The packet path allocates nothing in steady state. JMH runs with the GC profiler, by number of operations instead of time
 * so that a busy machine measures the same; the harness itself allocates some tens of kilobytes per iteration, so there are
 * many operations and the bound is one byte for each. The best iteration counts, by which time the compiler is done.
 */
class AllocationGuardTest {
    private static final double LIMIT_BYTES = 1.0;
    private static final int OPERATIONS = 100_000;
    private static final int FEWER_OPERATIONS = 20_000;
    private static final int RECEIVERS = 10;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RtpBenchmark.parse",
                "RtpBenchmark.rewriteHeader",
                "LossBenchmark.trackInOrder",
                "LossBenchmark.trackWithHoles",
                "LossBenchmark.filterDuplicates",
                "FeedbackBenchmark.requestLost",
                "FeedbackBenchmark.readRequest",
                "FeedbackBenchmark.tellArrivals",
                "FeedbackBenchmark.readArrivals",
            })
    void thePathOfAPacketAllocatesNothing(String benchmark) throws RunnerException {
        assertThat(allocatedBytes(options(benchmark, OPERATIONS)) / OPERATIONS).isLessThan(LIMIT_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SrtpProtectBenchmark.protect", "SrtpUnprotectBenchmark.unprotect"})
    void nativeCiphersAllocateNothing(String benchmark) throws RunnerException {
        assumeNativeCiphers();

        var options = options(benchmark, OPERATIONS)
                .param("backend", SrtpBackends.FASTEST)
                .param("profile", "AEAD_AES_128_GCM", "AES128_CM_SHA1_80");

        assertThat(allocatedBytes(options) / OPERATIONS).isLessThan(LIMIT_BYTES);
    }

    @Test
    void aPacketForwardedToTenReceiversAllocatesNothing() throws RunnerException {
        assumeNativeCiphers();

        var options = options("FanOutBenchmark.forward", FEWER_OPERATIONS)
                .param("backend", SrtpBackends.FASTEST)
                .param("receivers", String.valueOf(RECEIVERS));

        var forwardedPackets = (double) FEWER_OPERATIONS * RECEIVERS;
        assertThat(allocatedBytes(options) / forwardedPackets).isLessThan(LIMIT_BYTES);
    }

    @Test
    void theGuardSeesWhatTheJdksCiphersAllocate() throws RunnerException {
        var options = options("SrtpProtectBenchmark.protect", FEWER_OPERATIONS)
                .param("backend", SrtpBackends.JDK)
                .param("profile", "AEAD_AES_128_GCM");

        assertThat(allocatedBytes(options) / FEWER_OPERATIONS).isGreaterThan(100);
    }

    private static void assumeNativeCiphers() {
        assumeFalse(SrtpBackend.fastest().name().equals("jdk"), "no native ciphers here; the JDK's make garbage");
    }

    private static ChainedOptionsBuilder options(String benchmark, int operations) {
        return new OptionsBuilder()
                .include("\\." + benchmark.replace(".", "\\.") + "$")
                .forks(0)
                .mode(Mode.SingleShotTime)
                .warmupIterations(2)
                .warmupBatchSize(operations)
                .measurementIterations(3)
                .measurementBatchSize(operations)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
    }

    /** The most that any parameter's best iteration allocated, all operations together. */
    private static double allocatedBytes(ChainedOptionsBuilder options) throws RunnerException {
        var silent = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        var format = OutputFormatFactory.createFormatInstance(silent, VerboseMode.SILENT);
        return new Runner(options.build(), format)
                .run().stream()
                        .mapToDouble(AllocationGuardTest::leastAllocatedBytes)
                        .max()
                        .orElseThrow();
    }

    private static double leastAllocatedBytes(RunResult result) {
        var allocation = Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
        return allocation.getStatistics().getMin();
    }
}
