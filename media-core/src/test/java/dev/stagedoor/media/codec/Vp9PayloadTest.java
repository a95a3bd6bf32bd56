package dev.stagedoor.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtp.SeededRandom;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Vp9PayloadTest {
    private final Vp9Payload vp9 = new Vp9Payload();

    @ParameterizedTest
    @CsvSource({
        // what, payload, then descriptor length, picture id, tl0 index, temporal and spatial layer, flags
        "nothing optional, 0C 00, 1 -1 -1 -1 -1 start end intra",
        "short picture id, C8 17 00, 2 23 -1 -1 -1 start",
        "long picture id, 84 8123 00, 3 291 -1 -1 -1 end intra",
        "layers and index, EC 8123 5305 00, 5 291 5 2 1 up start end",
        "layers without index, BC 8123 44 00, 4 291 -1 2 2 start end intra",
        "flexible; one reference, FC 8123 44 02 00, 5 291 -1 2 2 start end",
        "flexible; three references, FC 8123 44 03 05 06 00, 7 291 -1 2 2 start end",
        "structure with sizes, 2A 0005 30 0140 00B4 0280 0168 00, 12 -1 5 0 0 start intra",
        "structure with a group, 2A 0005 08 02 14 01 28 01 02 00, 10 -1 5 0 0 start intra",
        "structure with neither, 2A 0005 20 00, 4 -1 5 0 0 start intra",
    })
    void readsTheDescriptor(String what, String hex, String read) {
        byte[] payload = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(vp9.wrap(MemorySegment.ofArray(payload), 0, payload.length))
                .as(what)
                .isTrue();
        assertThat(described()).as(what).isEqualTo(read);
    }

    private String described() {
        return "%d %d %d %d %d%s%s%s%s"
                .formatted(
                        vp9.descriptorLength(),
                        vp9.pictureId(),
                        vp9.tl0PictureIndex(),
                        vp9.temporalLayer(),
                        vp9.spatialLayer(),
                        vp9.switchingUp() ? " up" : "",
                        vp9.frameStart() ? " start" : "",
                        vp9.frameEnd() ? " end" : "",
                        vp9.intra() ? " intra" : "");
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "80",
        "8081",
        "2C",
        "2C00",
        "3C",
        "FC 8123 44 03",
        "FC 8123 44 03 05 07 00",
        "2A 0005",
        "2A 0005 30 0140",
        "2A 0005 08 02 14 01 28 01"
    })
    void refusesWhatIsCutShort(String hex) {
        byte[] payload = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(vp9.wrap(MemorySegment.ofArray(payload), 0, payload.length)).isFalse();
    }

    @Test
    void readsTheSizesOfAllLayers() {
        byte[] payload = HexFormat.of().parseHex("2A000530014000B40280016800");
        FrameReader frame = new FrameReader();
        frame.read(Codec.VP9, MemorySegment.ofArray(payload), 0, payload.length);

        assertThat(frame.sizes()).isEqualTo(2);
        assertThat(frame.height(0)).isEqualTo(180);
        assertThat(frame.height(1)).isEqualTo(360);
    }

    @ParameterizedTest
    @CsvSource({
        "AC 8123 1005 00, ac c567 1009 00",
        "AC 23 1005 00,   ac 67 1009 00",
        "8C 8123 00,      8c c567 00",
        "2C 1005 00,      2c 1009 00",
        "BC 8123 44 00,   bc c567 44 00",
        "0C 05,           0c 05",
    })
    void rewritesPictureIdAndIndexInTheWidthTheyHave(String before, String after) {
        byte[] payload = HexFormat.of().parseHex(before.replace(" ", ""));
        Vp9Payload.rewrite(MemorySegment.ofArray(payload), 0, 0x4567, 9);

        assertThat(HexFormat.of().formatHex(payload)).isEqualTo(after.replace(" ", ""));
    }

    @Test
    void rewritesWhateverWasReadWithoutLeavingItsPlace() {
        Random random = SeededRandom.create("Vp9PayloadTest");
        int read = 0;
        for (int i = 0; i < 300_000; i++) {
            byte[] payload = new byte[random.nextInt(16)];
            random.nextBytes(payload);
            MemorySegment segment = MemorySegment.ofArray(payload);
            if (vp9.wrap(segment, 0, payload.length)) {
                int length = vp9.descriptorLength();
                byte[] tail = Arrays.copyOfRange(payload, length, payload.length);
                Vp9Payload.rewrite(segment, 0, random.nextInt(), random.nextInt());
                assertThat(vp9.wrap(segment, 0, payload.length)).isTrue();
                assertThat(vp9.descriptorLength()).isEqualTo(length);
                assertThat(Arrays.copyOfRange(payload, length, payload.length)).isEqualTo(tail);
                read++;
            }
        }
        assertThat(read).isGreaterThan(50_000);
    }
}
