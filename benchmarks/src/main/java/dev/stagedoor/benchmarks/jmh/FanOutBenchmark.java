package dev.stagedoor.benchmarks.jmh;

import dev.stagedoor.media.codec.Codec;
import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.codec.PayloadFormat;
import dev.stagedoor.media.room.LocalIdentity;
import dev.stagedoor.media.room.PacketSink;
import dev.stagedoor.media.room.Participant;
import dev.stagedoor.media.room.Room;
import dev.stagedoor.media.room.RoomLimits;
import dev.stagedoor.media.room.RoomSettings;
import dev.stagedoor.media.room.SectionPlan;
import dev.stagedoor.media.room.SectionPlan.StreamSources;
import dev.stagedoor.media.rtp.ExtensionIds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
 * One packet of a publisher through the whole room to all its receivers: duplicate check, history, header per receiver,
 * encryption per receiver. Without the network; divide by the receivers for the price of a forwarded packet.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FanOutBenchmark {
    private static final String MID = "0";
    private static final ExtensionIds EXTENSIONS =
            new ExtensionIds(Packets.MID_EXTENSION, Packets.SEND_TIME_EXTENSION, 0, 0, 0);
    private static final long PACKET_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(4);

    @Param({"1", "10", "100", "1000"})
    public int receivers = 1;

    @Param({SrtpBackends.FASTEST, SrtpBackends.JDK})
    public String backend = SrtpBackends.FASTEST;

    private final StillLoop loop = new StillLoop();
    private final MemorySegment packet = Packets.video(false);
    private final List<SealingSink> sinks = new ArrayList<>();
    private @Nullable Participant publisher;
    private int sequenceNumber;
    private long nowNs = 1;

    @Setup
    public void openRoom() {
        var settings = new RoomSettings(RoomLimits.defaults(), 0, () -> 1);
        var room = new Room(UUID.randomUUID(), loop, settings, (_, _, _, _) -> {});
        var publishing = join(room, new SilentSink(), settings, plan(true, new StreamSources(Packets.SSRC, 0)));
        var ciphers = SrtpBackends.of(backend);
        var slab = Arena.ofAuto().allocate(2_048, 64);
        for (int i = 0; i < receivers; i++) {
            var sink = new SealingSink(ciphers, slab);
            sinks.add(sink);
            var viewer = join(room, sink, settings, plan(false, new StreamSources(0x1000L + i, 0)));
            room.onSubscribe(viewer.id(), MID, publishing.id(), MediaKind.VIDEO);
        }
        publisher = publishing;
        send(Packets.video(true));
        forward();
        if (sinks.stream().anyMatch(sink -> sink.packets() != 2)) {
            throw new IllegalStateException("a receiver did not get the first two packets");
        }
    }

    @TearDown
    public void close() {
        sinks.forEach(SealingSink::close);
        sinks.clear();
    }

    @Benchmark
    public void forward() {
        send(packet);
    }

    private void send(MemorySegment video) {
        var from = publisher;
        if (from == null) {
            throw new IllegalStateException("not set up");
        }
        nowNs += PACKET_INTERVAL_NS;
        loop.setNowNs(nowNs);
        Packets.setSequenceNumber(video, sequenceNumber++);
        from.onRtp(video, 0, Packets.PACKET_BYTES, nowNs);
        from.onTurnEnd(nowNs);
    }

    private Participant join(Room room, PacketSink sink, RoomSettings settings, SectionPlan plan) {
        var participant = new Participant(UUID.randomUUID(), loop, sink, new LocalIdentity(1, "benchmark"), settings);
        room.onJoined(participant);
        room.onSections(participant, List.of(plan));
        participant.onConnected();
        return participant;
    }

    private static SectionPlan plan(boolean uplink, StreamSources sources) {
        var codec =
                new NegotiatedCodec(new PayloadFormat(Codec.VP8, ""), Packets.PAYLOAD_TYPE, NegotiatedCodec.NONE, true);
        return new SectionPlan(
                MID,
                MediaKind.VIDEO,
                List.of(codec),
                EXTENSIONS,
                uplink,
                uplink ? sources : StreamSources.UNKNOWN,
                List.of(),
                !uplink,
                uplink ? StreamSources.UNKNOWN : sources);
    }

    /** A publisher that watches nobody. */
    private static final class SilentSink implements PacketSink {
        @Override
        public void sendRtp(MemorySegment source, long offset, int length) {
            throw new IllegalStateException("the publisher subscribed to nothing");
        }

        @Override
        public void sendRtcp(MemorySegment source, long offset, int length) {
            // Feedback to the publisher is no part of what is measured.
        }
    }
}
