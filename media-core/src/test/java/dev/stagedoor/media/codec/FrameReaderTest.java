package dev.stagedoor.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtp.SeededRandom;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameReaderTest {
    private final FrameReader frame = new FrameReader();

    @ParameterizedTest
    @CsvSource({
        // codec, what, payload, starts a key frame
        "OPUS, any packet,                            78,               true",
        "VP8,  key frame without extension,           1000,             true",
        "VP8,  delta frame,                           1001,             false",
        "VP8,  second packet of a key frame,          0000,             false",
        "VP8,  second partition,                      1100,             false",
        "VP8,  key frame with 15-bit picture id,      90808123 00,      true",
        "VP8,  key frame with everything,             90F0812305E0 00,  true",
        "VP8,  delta frame with everything,           90F0812305E0 01,  false",
        "VP8,  descriptor only,                       9080,             false",
        "VP8,  nothing,                               '',               false",
        "H264, parameter set,                         6742E01F,         true",
        "H264, IDR slice,                             6588,             true",
        "H264, later slice of an IDR,                 6542,             false",
        "H264, IDR without its header,                7800 0165,        false",
        "H264, other slice,                           4188,             false",
        "H264, aggregate that begins with a set,      78 0002 6742 0001 68, true",
        "H264, aggregate with an IDR behind,          78 0001 09 0002 6588, true",
        "H264, aggregate of others,                   78 0001 09 0002 4188, false",
        "H264, aggregate with a length beyond,        78 FFFF 09,       false",
        "H264, first fragment of an IDR,              7C85 88,          true",
        "H264, later fragment of an IDR,              7C05 88,          false",
        "H264, first fragment of a later slice,       7C85 42,          false",
        "H264, fragment without its unit,             7C85,             false",
        "H264, first fragment of another,             7C81 88,          false",
        "H264, one byte,                              67,               false",
        "H264, aggregate cut short within a set,      78 0009 6742,     true",
        "VP9,  key picture without layers,            8C 8123 00,       true",
        "VP9,  later packet of it,                    84 8123 00,       false",
        "VP9,  picture that needs another,            CC 8123 00,       false",
        "VP9,  smallest layer of a key picture,         AC 8123 1005 00,  true",
        "VP9,  larger layer of a key picture,         AC 8123 0305 00,  false",
        "VP9,  cut short in the layers,               AC 8123 10,       false",
        "VP9,  nothing behind the descriptor,         8C 8123,          false",
    })
    void tellsWhereAReceiverCanStart(Codec codec, String what, String hex, boolean expected) {
        byte[] payload = HexFormat.of().parseHex(hex.replace(" ", ""));

        frame.read(codec, MemorySegment.ofArray(payload), 0, payload.length);

        assertThat(frame.keyFrame()).as(what).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // payload, descriptor length, picture id, tl0 index, temporal layer
        "1000,            1,    -1,  -1, -1",
        "90801100,        3,    17,  -1, -1",
        "9080812300,      4,   291,  -1, -1",
        "90E0812305E000,  6,   291,   5,  3",
        "9010C100,        3,    -1,  -1, -1",
    })
    void readsTheVp8Descriptor(String hex, int length, int pictureId, int tl0, int layer) {
        byte[] payload = HexFormat.of().parseHex(hex);
        Vp8Payload vp8 = new Vp8Payload();

        assertThat(vp8.wrap(MemorySegment.ofArray(payload), 0, payload.length)).isTrue();
        assertThat(vp8.descriptorLength()).isEqualTo(length);
        assertThat(vp8.pictureId()).isEqualTo(pictureId);
        assertThat(vp8.tl0PictureIndex()).isEqualTo(tl0);
        assertThat(vp8.temporalLayer()).isEqualTo(layer);
    }

    @Test
    void readsLayerSyncAndTheHeightOfAKeyFrame() {
        byte[] delta = HexFormat.of().parseHex("9020A001");
        byte[] key = HexFormat.of().parseHex("1010F2009D012A0005D002");
        frame.read(Codec.VP8, MemorySegment.ofArray(delta), 0, delta.length);
        assertThat(frame.temporalLayer()).isEqualTo(2);
        assertThat(frame.switchingPoint()).isTrue();

        frame.read(Codec.VP8, MemorySegment.ofArray(key), 0, key.length);
        assertThat(frame.sizes()).isEqualTo(1);
        assertThat(frame.height(0)).isEqualTo(720);
        assertThat(frame.temporalLayer()).isZero();
        assertThat(frame.switchingPoint()).isFalse();
    }

    @Test
    void rewritesPictureIdAndIndexInTheWidthTheyHave() {
        assertThat(rewritten("9080812300", 0x4567, 9)).isEqualTo("9080c56700");
        assertThat(rewritten("90802300", 0x4567, 9)).isEqualTo("90806700");
        assertThat(rewritten("90E0812305E000", 0x0102, 0xFE)).isEqualTo("90e08102fee000");
        assertThat(rewritten("9040 05 00".replace(" ", ""), 1, 2)).isEqualTo("90400200");
        assertThat(rewritten("1000", 1, 2)).isEqualTo("1000");
    }

    private static String rewritten(String hex, int pictureId, int tl0) {
        byte[] payload = HexFormat.of().parseHex(hex);
        Vp8Payload.rewrite(MemorySegment.ofArray(payload), 0, pictureId, tl0);
        return HexFormat.of().formatHex(payload);
    }

    @Test
    void rewritesWhateverWasReadWithoutLeavingIt() {
        Random random = SeededRandom.create("FrameReaderTest rewrite");
        Vp8Payload vp8 = new Vp8Payload();
        for (int i = 0; i < 300_000; i++) {
            byte[] payload = new byte[random.nextInt(8)];
            random.nextBytes(payload);
            MemorySegment segment = MemorySegment.ofArray(payload);
            if (vp8.wrap(segment, 0, payload.length)) {
                int length = vp8.descriptorLength();
                byte after = payload[length];
                Vp8Payload.rewrite(segment, 0, random.nextInt(), random.nextInt());
                assertThat(vp8.wrap(segment, 0, payload.length)).isTrue();
                assertThat(vp8.descriptorLength()).isEqualTo(length);
                assertThat(payload[length]).isEqualTo(after);
            }
        }
    }

    @Test
    void neverThrowsWhateverTheBytes() {
        Random random = SeededRandom.create("FrameReaderTest");
        for (int i = 0; i < 300_000; i++) {
            byte[] payload = new byte[random.nextInt(12)];
            random.nextBytes(payload);
            for (Codec codec : Codec.values()) {
                frame.read(codec, MemorySegment.ofArray(payload), 0, payload.length);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "42e01f, constrained-baseline",
        "42E034, constrained-baseline",
        "42001f, baseline",
        "'',     baseline",
        "4d001f, main",
        "640c1f, constrained-high",
        "64001f, high",
        "422001f, constrained-baseline",
        "f4001f, ''",
        "42e0,   ''",
        "zzzzzz, ''",
    })
    void namesH264Profiles(String profileLevelId, String profile) {
        assertThat(H264Profile.of(profileLevelId)).isEqualTo(profile);
    }
}
