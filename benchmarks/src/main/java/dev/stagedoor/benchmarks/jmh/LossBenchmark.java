package dev.stagedoor.benchmarks.jmh;

import dev.stagedoor.media.stream.DuplicateFilter;
import dev.stagedoor.media.stream.LossRecovery;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What every received packet pays for the tracking of loss. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LossBenchmark {
    /** Every so many packets one comes late, after its successor. */
    private static final int LATE_EVERY = 50;

    private final LossRecovery inOrder = new LossRecovery();
    private final LossRecovery withHoles = new LossRecovery();
    private final DuplicateFilter duplicates = new DuplicateFilter();
    private long sequence;

    @Benchmark
    public boolean trackInOrder() {
        sequence++;
        return inOrder.onPacket(sequence, false, sequence);
    }

    /** Two packets in a hundred come in the wrong order: a hole is noted and filled again. */
    @Benchmark
    public boolean trackWithHoles() {
        sequence++;
        var place = sequence % LATE_EVERY;
        var arriving = place == 0 ? sequence + 1 : place == 1 ? sequence - 1 : sequence;
        return withHoles.onPacket(arriving, false, sequence);
    }

    @Benchmark
    public boolean filterDuplicates() {
        sequence++;
        return duplicates.isFirst(sequence);
    }
}
