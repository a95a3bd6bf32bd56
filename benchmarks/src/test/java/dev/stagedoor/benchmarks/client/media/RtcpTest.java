package dev.stagedoor.benchmarks.client.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RtcpTest {
    private final byte[] packet = new byte[1_500];
    private final Heard heard = new Heard();

    @Test
    void writesAReceiverReportAsInTheRfc() {
        var block = new ReportBlock(0x22222222, 64, -1, 0x00010005, 9, 0xAABBCCDD, 65_536);

        var length = RtcpWriter.receiverReport(packet, 0, 0x11111111, List.of(block));

        assertThat(HexFormat.of().formatHex(packet, 0, length))
                .isEqualTo("81c90007" + "11111111" + "22222222" + "40ffffff" + "00010005" + "00000009" + "aabbccdd"
                        + "00010000");
    }

    @Test
    void readsBackACompoundOfReportNameAndFeedback() {
        var info = new RtcpWriter.SenderInfo(7, 0x1111_2222_3333_4444L, 1, 2, 3);
        var length = RtcpWriter.senderReport(packet, 0, info, List.of());
        length = RtcpWriter.canonicalName(packet, length, 7, "abc");
        length = RtcpWriter.pictureLossIndication(packet, length, 7, 9);
        length = RtcpWriter.nack(packet, length, 7, 9, List.of(65_535, 0, 15, 16));

        RtcpReader.read(packet, length, heard);

        assertThat(heard.lines)
                .containsExactly("SR 7 22223333", "PLI 9", "NACK 9 65535", "NACK 9 0", "NACK 9 15", "NACK 9 16");
    }

    @Test
    void packsDistantLossesIntoMoreItems() {
        var length = RtcpWriter.nack(packet, 0, 1, 2, List.of(10, 26, 27, 100));

        RtcpReader.read(packet, length, heard);

        assertThat(length).isEqualTo(12 + 3 * 4);
        assertThat(heard.lines).containsExactly("NACK 2 10", "NACK 2 26", "NACK 2 27", "NACK 2 100");
    }

    @Test
    void survivesEveryTruncation() {
        var length = RtcpWriter.nack(packet, 0, 1, 2, List.of(10, 26, 27, 100));
        for (int cut = 0; cut < length; cut++) {
            RtcpReader.read(Arrays.copyOf(packet, cut), cut, heard);
        }

        assertThat(heard.lines).isEmpty();
    }

    private static final class Heard implements RtcpReader.Listener {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void onSenderReport(int ssrc, int compactNtp) {
            lines.add("SR %d %x".formatted(ssrc, compactNtp));
        }

        @Override
        public void onNack(int mediaSsrc, int sequenceNumber) {
            lines.add("NACK %d %d".formatted(mediaSsrc, sequenceNumber));
        }

        @Override
        public void onKeyFrameRequest(int mediaSsrc) {
            lines.add("PLI " + mediaSsrc);
        }

        @Override
        public void onBye(int ssrc) {
            lines.add("BYE " + ssrc);
        }
    }
}
