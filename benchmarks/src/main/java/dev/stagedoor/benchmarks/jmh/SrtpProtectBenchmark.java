package dev.stagedoor.benchmarks.jmh;

import dev.stagedoor.media.srtp.SrtpProfile;
import dev.stagedoor.media.srtp.SrtpSender;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Encrypting one packet for one receiver, from the stored packet straight into the send slab. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SrtpProtectBenchmark {
    @Param({SrtpBackends.FASTEST, SrtpBackends.JDK})
    public String backend = SrtpBackends.FASTEST;

    @Param({"AEAD_AES_128_GCM", "AES128_CM_SHA1_80"})
    public SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;

    private final MemorySegment packet = Packets.video(false);
    private final MemorySegment target = Arena.ofAuto().allocate(2_048, 64);
    private @Nullable SrtpSender sender;
    private int sequenceNumber;

    @Setup
    public void open() {
        sender = new SrtpSender(SrtpBackends.of(backend), SrtpBackends.keys(profile));
    }

    @TearDown
    public void close() {
        if (sender != null) {
            sender.close();
        }
    }

    @Benchmark
    public int protect() {
        var open = sender;
        if (open == null) {
            throw new IllegalStateException("not set up");
        }
        Packets.setSequenceNumber(packet, sequenceNumber++);
        return open.protectRtp(packet, 0, Packets.PACKET_BYTES, target, 0);
    }
}
