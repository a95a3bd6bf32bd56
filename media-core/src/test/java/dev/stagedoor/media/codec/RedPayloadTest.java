package dev.stagedoor.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtp.Mutations;
import dev.stagedoor.media.rtp.SeededRandom;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedPayloadTest {
    @ParameterizedTest
    @CsvSource({
        // payload, where the present sound begins
        "6F AABB,                           1",
        "6F,                                1",
        "EF0F0002 6F 1122 AABB,             7",
        "EF1E0003 EF0F0002 6F 112233 4455 AA, 14",
        "EF0F0002 6F 1122,                  7",
        "EF0F0002 6F 11,                   -1",
        "EF0F00,                           -1",
        "EF0F0002,                         -1",
        "'',                               -1",
    })
    void findsThePresentSound(String hex, int primary) {
        byte[] payload = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(RedPayload.primaryOffset(MemorySegment.ofArray(payload), 0, payload.length))
                .isEqualTo(primary);
    }

    @Test
    void givesAllOfItAnotherType() {
        byte[] payload = HexFormat.of().parseHex("ef1e0003ef0f00026f1122334455aa");
        MemorySegment segment = MemorySegment.ofArray(payload);
        assertThat(RedPayload.primaryType(segment, 0)).isEqualTo(111);
        RedPayload.retype(segment, 0, 96);

        assertThat(HexFormat.of().formatHex(payload)).isEqualTo("e01e0003e00f0002601122334455aa");
    }

    @Test
    void neverLeavesThePayloadWhateverTheBytes() {
        Random random = SeededRandom.create("RedPayloadTest");
        Mutations mutations = new Mutations(
                random,
                List.of(
                        HexFormat.of().parseHex("ef1e0003ef0f00026f1122334455aa"),
                        HexFormat.of().parseHex("6f0102030405")));
        MemorySegment memory = Arena.ofAuto().allocate(2_000);
        for (int i = 0; i < 300_000; i++) {
            byte[] payload = mutations.next();
            long at = memory.byteSize() - payload.length;
            MemorySegment.copy(payload, 0, memory, ValueLayout.JAVA_BYTE, at, payload.length);
            int primary = RedPayload.primaryOffset(memory, at, payload.length);
            if (primary != RedPayload.MALFORMED) {
                RedPayload.retype(memory, at, 96);
                byte[] after = memory.asSlice(at).toArray(ValueLayout.JAVA_BYTE);
                assertThat(RedPayload.primaryOffset(memory, at, payload.length)).isEqualTo(primary);
                assertThat(Arrays.copyOfRange(after, primary, after.length))
                        .isEqualTo(Arrays.copyOfRange(payload, primary, payload.length));
            }
        }
    }
}
