package dev.stagedoor.benchmarks.jmh;

import dev.stagedoor.media.rtp.RtpHeaderWriter;
import dev.stagedoor.media.rtp.RtpPacket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading a received header and writing the header that one receiver gets. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RtpBenchmark {
    private static final byte[] MID = "0".getBytes(StandardCharsets.US_ASCII);

    private final MemorySegment received = Packets.video(false);
    private final MemorySegment target = Arena.ofAuto().allocate(2_048, 64);
    private final RtpPacket packet = new RtpPacket();
    private final RtpHeaderWriter writer = new RtpHeaderWriter();
    private int sequenceNumber;

    /** All that the receive path reads of a header: lengths, numbers, one extension. */
    @Benchmark
    public long parse() {
        if (!packet.wrap(received, 0, Packets.PACKET_BYTES) || !packet.findExtension(Packets.MID_EXTENSION)) {
            throw new IllegalStateException("the benchmark's packet is malformed");
        }
        return packet.ssrc() + packet.sequenceNumber() + packet.timestamp() + packet.elementOffset();
    }

    /** A header with two extensions in front of a payload that stays where it is. */
    @Benchmark
    public long rewriteHeader() {
        writer.begin(target, RtpHeaderWriter.MAX_HEADER_BYTES, 0, 4);
        writer.extension(Packets.MID_EXTENSION, MID);
        writer.extensionU24(Packets.SEND_TIME_EXTENSION, sequenceNumber);
        sequenceNumber = (sequenceNumber + 1) & 0xFFFF;
        return writer.finish(Packets.PAYLOAD_TYPE, sequenceNumber, sequenceNumber, Packets.SSRC);
    }
}
