package dev.stagedoor.media.codec;

import dev.stagedoor.media.rtp.Mutations;
import dev.stagedoor.media.rtp.SeededRandom;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Payloads of all codecs, mutated, at the very end of their memory: a read beyond would throw. */
class ParsersTest {
    private static final List<byte[]> REAL = Stream.of(
                    "90F0812305E0109D012A8002E001AABBCCDD",
                    "90E0812305E001AABB",
                    "1010F2009D012A0005D002",
                    "AE8123100550014000B402800168AABB",
                    "2A00050802140128010200AABB",
                    "FC812344030506AABBCC",
                    "6742E01F8C8D40502D80F0884580",
                    "780009674240288DA01E00C9000268CE",
                    "7C85B8000400000C0A",
                    "78010203")
            .map(HexFormat.of()::parseHex)
            .toList();

    @ParameterizedTest
    @EnumSource
    void shouldReadAnythingWithoutLeavingIt(Codec codec) {
        Random random = SeededRandom.create("ParsersTest " + codec);
        Mutations mutations = new Mutations(random, REAL);
        FrameReader frame = new FrameReader();
        MemorySegment memory = Arena.ofAuto().allocate(2_000);
        for (int i = 0; i < 300_000; i++) {
            byte[] payload = mutations.next();
            long at = memory.byteSize() - payload.length;
            MemorySegment.copy(payload, 0, memory, ValueLayout.JAVA_BYTE, at, payload.length);
            frame.read(codec, memory, at, payload.length);
        }
    }
}
