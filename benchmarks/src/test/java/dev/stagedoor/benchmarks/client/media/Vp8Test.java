package dev.stagedoor.benchmarks.client.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Vp8Test {
    @Test
    void writesTheDescriptorAndTheKeyFrameHeaderOfTheRfcs() {
        var packet = new byte[Vp8.DESCRIPTOR_BYTES + Vp8.KEY_FRAME_HEADER_BYTES];

        var data = Vp8.writeDescriptor(packet, 0, 0x1234, true);
        var end = Vp8.writeKeyFrameHeader(packet, data, 640, 480, 1_000);

        // X+S, I, M and 15 bits of picture id; then tag (show, size), start code, 640 and 480 little-endian.
        assertThat(HexFormat.of().formatHex(packet)).isEqualTo("90809234" + "107d00" + "9d012a" + "8002" + "e001");
        assertThat(end).isEqualTo(packet.length);
    }

    @Test
    void tellsItsOwnKeyFramesFromItsOtherFrames() {
        var packet = new byte[64];
        var data = Vp8.writeDescriptor(packet, 0, 7, true);

        Vp8.writeKeyFrameHeader(packet, data, 640, 480, 10);
        assertThat(Vp8.startsKeyFrame(packet, 0, packet.length)).isTrue();

        Vp8.writeDeltaFrameHeader(packet, data, 10);
        assertThat(Vp8.startsKeyFrame(packet, 0, packet.length)).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "10 10, true, no extension",
        "10 11, false, no extension but an inter frame",
        "00 10, false, not the start of a partition",
        "11 10, false, second partition",
        "90 80 11 10, true, picture id of one byte",
        "90 80 91 22 10, true, picture id of two bytes",
        "90 C0 11 05 10, true, picture id and TL0PICIDX",
        "90 F0 91 22 05 20 10, true, all fields",
        "90 80, false, cut off in the picture id",
        "90 E0 91 22, false, cut off before the frame",
        "10, false, one byte",
    })
    void findsTheFrameBehindAnyDescriptor(String hexadecimal, boolean keyFrame, String reason) {
        var payload = HexFormat.ofDelimiter(" ").parseHex(hexadecimal);

        assertThat(Vp8.startsKeyFrame(payload, 0, payload.length)).as(reason).isEqualTo(keyFrame);
    }
}
