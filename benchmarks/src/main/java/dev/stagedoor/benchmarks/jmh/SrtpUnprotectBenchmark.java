package dev.stagedoor.benchmarks.jmh;

import dev.stagedoor.media.srtp.SrtpBackend;
import dev.stagedoor.media.srtp.SrtpKeyingMaterial;
import dev.stagedoor.media.srtp.SrtpProfile;
import dev.stagedoor.media.srtp.SrtpReceiver;
import dev.stagedoor.media.srtp.SrtpSender;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Deque;
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

/**
 * Checking and decrypting one received packet. A receiver takes a packet once only, so a store of packets is made before, and
 * when all have come the next of many receivers begins with the first. The figure includes the copy out of the store, some
 * tens of nanoseconds; what new receivers allocate, when all are used up after two million packets, is a byte a packet.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SrtpUnprotectBenchmark {
    private static final int STORED = 32_768;
    private static final int RECEIVERS = 64;

    private static final int SLOT_BYTES = 1_280;

    @Param({SrtpBackends.FASTEST, SrtpBackends.JDK})
    public String backend = SrtpBackends.FASTEST;

    @Param({"AEAD_AES_128_GCM", "AES128_CM_SHA1_80"})
    public SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;

    private final MemorySegment store = Arena.ofAuto().allocate((long) STORED * SLOT_BYTES, 64);
    private final MemorySegment packet = Arena.ofAuto().allocate(2_048, 64);
    private @Nullable SrtpBackend ciphers;
    private @Nullable SrtpKeyingMaterial keys;
    private final Deque<SrtpReceiver> receivers = new ArrayDeque<>();
    private int protectedBytes;
    private int next;

    @Setup
    public void fillStore() {
        ciphers = SrtpBackends.of(backend);
        keys = SrtpBackends.keys(profile);
        var plain = Packets.video(false);
        try (var sender = new SrtpSender(ciphers, keys.mirrored())) {
            for (int i = 0; i < STORED; i++) {
                Packets.setSequenceNumber(plain, i);
                protectedBytes = sender.protectRtp(plain, 0, Packets.PACKET_BYTES, store, (long) i * SLOT_BYTES);
            }
        }
        makeReceivers();
    }

    @TearDown
    public void close() {
        receivers.forEach(SrtpReceiver::close);
        receivers.clear();
    }

    @Benchmark
    public int unprotect() {
        if (next == STORED) {
            takeNextReceiver();
        }
        MemorySegment.copy(store, (long) next * SLOT_BYTES, packet, 0, protectedBytes);
        next++;
        if (receivers.getFirst().unprotectRtp(packet, 0, protectedBytes) != Packets.PACKET_BYTES) {
            throw new IllegalStateException("packet " + (next - 1) + " was refused");
        }
        return packet.get(ValueLayout.JAVA_BYTE, Packets.HEADER_BYTES);
    }

    private void takeNextReceiver() {
        receivers.removeFirst().close();
        next = 0;
        if (receivers.isEmpty()) {
            makeReceivers();
        }
    }

    private void makeReceivers() {
        for (int i = 0; i < RECEIVERS && ciphers != null && keys != null; i++) {
            receivers.add(new SrtpReceiver(ciphers, keys));
        }
    }
}
