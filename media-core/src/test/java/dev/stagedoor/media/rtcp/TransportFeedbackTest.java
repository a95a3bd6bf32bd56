package dev.stagedoor.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.rtp.SeededRandom;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportFeedbackTest {
    private static final long MISSING = TransportFeedbackWriter.MISSING;

    private final MemorySegment memory = Arena.ofAuto().allocate(4096);
    private final RtcpWriter out = new RtcpWriter(memory);
    private final TransportFeedbackWriter writer = new TransportFeedbackWriter();
    private final RecordingVisitor visitor = new RecordingVisitor();

    @Test
    void readsAMessageMadeByHandFromTheDraft() {
        // base 5, 4 packets, reference 2 (= 512 ticks), count 0; two-bit vector 1,0,2,1; deltas +4, -2, +255.
        byte[] body = HexFormat.of().parseHex("0005" + "0004" + "000002" + "00" + "D240" + "04" + "FFFE" + "FF");
        visitor.onTransportFeedback(RtpPackets.offHeap(body), 0, body.length);

        assertThat(visitor.take()).containsExactly("TWCC 5@516 6@- 7@514 8@769");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        // base, count, reference, chunks, deltas: a run and a vector of it, then one that is behind the last packet
        "0005 0002 000002 00 6002 0404, false",
        "0005 0002 000002 00 DC00 0404, false",
        "0005 0001 000002 00 DC00 0404, true",
        "0005 0002 000002 00 D400 0404, true",
    })
    void aMessageWithAReservedSymbolSaysNothing(String hex, boolean readable) {
        byte[] body = HexFormat.of().parseHex(hex.replace(" ", ""));
        boolean read =
                TransportFeedback.read(RtpPackets.offHeap(body), 0, body.length, new TransportFeedback.Visitor() {
                    @Override
                    public void onReceived(int sequenceNumber, long arrivalTicks) {
                        assertThat(readable).isTrue();
                    }

                    @Override
                    public void onMissing(int sequenceNumber, int count) {
                        assertThat(readable).isTrue();
                    }
                });
        assertThat(read).isEqualTo(readable);
    }

    @Test
    void whatIsMissingInARowIsSaidAtOnceHoweverLong() {
        // base 65,000, 65,535 packets: eight runs of 8,191 missing, of the last only seven; no deltas.
        byte[] body = HexFormat.of().parseHex("FDE8" + "FFFF" + "000002" + "00" + "1FFF".repeat(9));
        List<String> calls = new ArrayList<>();

        boolean complete =
                TransportFeedback.read(RtpPackets.offHeap(body), 0, body.length, new TransportFeedback.Visitor() {
                    @Override
                    public void onReceived(int sequenceNumber, long arrivalTicks) {
                        calls.add("received " + sequenceNumber);
                    }

                    @Override
                    public void onMissing(int sequenceNumber, int count) {
                        calls.add(sequenceNumber + " " + count);
                    }
                });

        assertThat(complete).isTrue();
        assertThat(calls).hasSize(9).startsWith("65000 8191", "7655 8191").endsWith("64992 7");
    }

    @Test
    void readsBackWhatItWroteForRandomLossAndReordering() {
        Random random = SeededRandom.create("TransportFeedbackTest");
        for (int round = 0; round < 2_000; round++) {
            int count = 1 + random.nextInt(TransportFeedbackWriter.MAX_PACKETS);
            int lossPercent = random.nextInt(101);
            long[] ticks = new long[count];
            long now = random.nextInt(1 << 24);
            StringBuilder expected = new StringBuilder("TWCC");
            int base = random.nextInt(65_536);
            boolean any = false;
            for (int i = 0; i < count; i++) {
                now = Math.max(0, now + random.nextInt(random.nextInt(10) == 0 ? 2_000 : 40) - 10);
                ticks[i] = random.nextInt(100) < lossPercent ? MISSING : now;
                any |= ticks[i] != MISSING;
                expected.append(' ').append((base + i) & 0xFFFF).append('@');
                expected.append(ticks[i] == MISSING ? "-" : Long.toString(ticks[i]));
            }
            out.begin();
            int covered = writer.write(out, 1, 2, base, round & 0xFF, ticks, count);

            assertThat(covered).isEqualTo(count);
            assertThat(RtcpParser.parse(memory, 0, out.length(), visitor)).isTrue();
            assertThat(visitor.take()).containsExactly(expected.toString());
            assertThat(any || lossPercent > 0).isTrue();
        }
    }

    @Test
    void coversOnlyAsFarAsADeltaReaches() {
        long[] ticks = {100, MISSING, 40_000, 40_001};
        out.begin();

        assertThat(writer.write(out, 1, 2, 7, 0, ticks, 4)).isEqualTo(2);
        RtcpParser.parse(memory, 0, out.length(), visitor);
        assertThat(visitor.take()).containsExactly("TWCC 7@100 8@-");
    }

    @Test
    void neverThrowsWhateverTheBytes() {
        Random random = SeededRandom.create("TransportFeedbackTest fuzz");
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (bytes.length > 3) {
                bytes[2] = (byte) (random.nextInt(50) == 0 ? 255 : 0);
            }
            visitor.onTransportFeedback(MemorySegment.ofArray(bytes), 0, bytes.length);
            visitor.take();
        }
    }
}
