package dev.stagedoor.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtpPacketTest {
    private final RtpPacket packet = new RtpPacket();

    @Test
    void readsTheFixedHeader() {
        byte[] bytes = RtpPackets.packet(96, true, 0xFFFE, 0xFFFF_FFF0L, 0x8000_0001L, new byte[] {1, 2, 3});

        assertThat(packet.wrap(RtpPackets.offHeap(bytes), 0, bytes.length)).isTrue();

        assertThat(packet.payloadType()).isEqualTo(96);
        assertThat(packet.marker()).isTrue();
        assertThat(packet.sequenceNumber()).isEqualTo(0xFFFE);
        assertThat(packet.timestamp()).isEqualTo(0xFFFF_FFF0L);
        assertThat(packet.ssrc()).isEqualTo(0x8000_0001L);
        assertThat(packet.payloadOffset()).isEqualTo(12);
        assertThat(packet.payloadLength()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        // what is wrong, bytes
        "empty,                       ''",
        "eleven bytes,                8060000100000002000000",
        "version 1,                   406000010000000200000003",
        "sources beyond the end,      816000010000000200000003",
        "extension header cut,        906000010000000200000003BEDE",
        "extension beyond the end,    906000010000000200000003BEDE0002AABBCCDD",
        "padding of zero,             A0600001000000020000000300",
        "padding beyond the payload,  A06000010000000200000003000E",
    })
    void refusesWhatIsNotRtp(String what, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(packet.wrap(RtpPackets.offHeap(bytes), 0, bytes.length))
                .as(what)
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // form, block, wanted id, data or none
        "one byte,                 BEDE, 10AA2111220000,  1, AA",
        "one byte after another,   BEDE, 10AA211122,      2, 1122",
        "one byte after padding,   BEDE, 0000003033,      3, 33",
        "absent,                   BEDE, 10AA,            4, none",
        "behind the stop id,       BEDE, F010AA,          1, none",
        "data beyond the block,    BEDE, 1FAA,            1, none",
        "data without an id,       BEDE, 01AABB20CC,      0, none",
        "behind data without an id, BEDE, 01AABB20CC,     2, CC",
        "two bytes,                1000, 0102AABB,        1, AABB",
        "two bytes with app bits,  100F, 1401CC,         20, CC",
        "two bytes and empty,      1000, 01000201DD,      2, DD",
        "two bytes cut,            1000, 00000001,        1, none",
        "two bytes data beyond,    1000, 0109AABB,        1, none",
        "unknown profile,          ABCD, 10AA,            1, none",
    })
    void findsHeaderExtensions(String what, String profile, String blockHex, int id, String expected) {
        byte[] block = HexFormat.of().parseHex(blockHex);
        byte[] bytes = RtpPackets.packet(96, false, 1, 2, 3, new byte[1], block);
        byte[] profileBytes = HexFormat.of().parseHex(profile);
        System.arraycopy(profileBytes, 0, bytes, 12, 2);
        MemorySegment segment = RtpPackets.offHeap(bytes);
        assertThat(packet.wrap(segment, 0, bytes.length)).isTrue();

        boolean found = packet.findExtension(id);

        assertThat(found).as(what).isEqualTo(!expected.equals("none"));
        if (found) {
            byte[] data = new byte[packet.elementLength()];
            MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, packet.elementOffset(), data, 0, data.length);
            assertThat(data).isEqualTo(HexFormat.of().parseHex(expected));
        }
    }

    @Test
    void neverThrowsAndNeverLeavesThePacketWhateverTheBytes() {
        Random random = SeededRandom.create("RtpPacketTest fuzz");
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 13 && random.nextBoolean()) {
                bytes[0] = (byte) (0x80 | random.nextInt(64));
                bytes[12] = (byte) 0xBE;
                bytes[13] = (byte) 0xDE;
            }
            // A segment of exactly this size: a read outside would throw.
            MemorySegment exact = MemorySegment.ofArray(bytes);
            if (packet.wrap(exact, 0, bytes.length)) {
                assertThat(packet.payloadLength()).isNotNegative();
                assertThat(packet.payloadOffset() + packet.payloadLength()).isLessThanOrEqualTo(bytes.length);
                if (packet.findExtension(random.nextInt(16))) {
                    assertThat(packet.elementOffset() + packet.elementLength())
                            .isLessThanOrEqualTo(packet.payloadOffset());
                }
            }
        }
    }

    @Test
    void readsBackWhatTheHeaderWriterWrites() {
        int payload = RtpHeaderWriter.MAX_HEADER_BYTES;
        MemorySegment memory = Arena.ofAuto().allocate(payload + 50L);
        RtpHeaderWriter writer = new RtpHeaderWriter();
        writer.begin(memory, payload, 0, 4);
        writer.extension(4, new byte[] {'v', '0'});
        writer.extensionU24(3, 0xABCDEF);
        writer.extensionU8(0, 0x11);
        writer.extensionU8(1, 0x7F);

        long start = writer.finish(0x80 | 111, 65_535, 0xFFFF_FFFFL, 0xDEAD_BEEFL);

        assertThat(packet.wrap(memory, start, (int) (memory.byteSize() - start)))
                .isTrue();
        assertThat(packet.payloadOffset()).isEqualTo(payload);
        assertThat(packet.payloadLength()).isEqualTo(50);
        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(111);
        assertThat(packet.sequenceNumber()).isEqualTo(65_535);
        assertThat(packet.timestamp()).isEqualTo(0xFFFF_FFFFL);
        assertThat(packet.ssrc()).isEqualTo(0xDEAD_BEEFL);
        assertThat(packet.findExtension(4)).isTrue();
        assertThat(packet.elementLength()).isEqualTo(2);
        assertThat(packet.findExtension(3)).isTrue();
        assertThat(WireBytes.u24(memory, packet.elementOffset())).isEqualTo(0xABCDEF);
        assertThat(packet.findExtension(1)).isTrue();
        assertThat(WireBytes.u8(memory, packet.elementOffset())).isEqualTo(0x7F);
    }

    @ParameterizedTest
    @CsvSource({
        // highest id, profile, bytes before the payload
        "14, BEDE, 24",
        "16, 1000, 28",
        "255, 1000, 28",
    })
    void anIdBeyondTheOneByteFormTakesTheOther(int id, String profile, int headerBytes) {
        int payload = RtpHeaderWriter.MAX_HEADER_BYTES;
        MemorySegment memory = Arena.ofAuto().allocate(payload + 1L);
        RtpHeaderWriter writer = new RtpHeaderWriter();
        writer.begin(memory, payload, 0, id);
        writer.extensionU24(3, 0xABCDEF);
        writer.extensionU16(id, 0x1234);

        long start = writer.finish(96, 1, 2, 3);

        assertThat(payload - start).isEqualTo(headerBytes);
        assertThat(WireBytes.u16(memory, start + 12)).isEqualTo(HexFormat.fromHexDigits(profile));
        assertThat(packet.wrap(memory, start, (int) (memory.byteSize() - start)))
                .isTrue();
        assertThat(packet.findExtension(3)).isTrue();
        assertThat(WireBytes.u24(memory, packet.elementOffset())).isEqualTo(0xABCDEF);
        assertThat(packet.findExtension(id)).isTrue();
        assertThat(WireBytes.u16(memory, packet.elementOffset())).isEqualTo(0x1234);
    }

    /** The longest header fills the room in which its elements were gathered, so they must move before it is written. */
    @Test
    void keepsWhatWasGatheredWhereTheHeaderBegins() {
        int payload = RtpHeaderWriter.MAX_HEADER_BYTES;
        MemorySegment memory = Arena.ofAuto().allocate(payload + 1L);
        MemorySegment longest = RtpPackets.offHeap("x".repeat(184).getBytes(StandardCharsets.US_ASCII));
        RtpHeaderWriter writer = new RtpHeaderWriter();
        writer.begin(memory, payload, (int) longest.byteSize(), 2);
        writer.extensionU8(1, 0x7F);
        assertThat(writer.extension(2, longest, 0, (int) longest.byteSize())).isPositive();

        long start = writer.finish(111, 1, 2, 3);

        assertThat(start).isLessThan(12);
        assertThat(packet.wrap(memory, start, (int) (memory.byteSize() - start)))
                .isTrue();
        assertThat(packet.findExtension(1)).isTrue();
        assertThat(WireBytes.u8(memory, packet.elementOffset())).isEqualTo(0x7F);
        assertThat(packet.findExtension(2)).isTrue();
        assertThat(memory.asSlice(packet.elementOffset(), packet.elementLength())
                        .mismatch(longest))
                .isEqualTo(-1);
    }
}
