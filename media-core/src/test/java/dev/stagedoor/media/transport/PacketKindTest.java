package dev.stagedoor.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketKindTest {
    private final MemorySegment packet = Arena.ofAuto().allocate(64);

    @ParameterizedTest
    @CsvSource({
        "0, 1, STUN", "3, 255, STUN", "4, 0, UNKNOWN", "19, 0, UNKNOWN", "20, 254, DTLS", "63, 254, DTLS",
        "64, 0, UNKNOWN", "127, 0, UNKNOWN", "128, 96, RTP", "144, 111, RTP", "144, 239, RTP", "128, 191, RTP",
        "128, 192, RTCP", "129, 200, RTCP", "191, 206, RTCP", "128, 223, RTCP", "128, 224, RTP", "192, 0, UNKNOWN",
        "255, 255, UNKNOWN"
    })
    void shouldTellProtocolsApartByTheirFirstBytes(int first, int second, PacketKind expected) {
        assertThat(kind(first, second, 12)).isEqualTo(expected);
    }

    @Test
    void shouldHaveAnAnswerForAllBytesAndLengths() {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                assertThat(kind(first, second, 2)).isNotNull();
            }
            assertThat(kind(first, 0, 1)).isEqualTo(PacketKind.UNKNOWN);
            assertThat(kind(first, 0, 0)).isEqualTo(PacketKind.UNKNOWN);
        }
    }

    private PacketKind kind(int first, int second, int length) {
        packet.set(ValueLayout.JAVA_BYTE, 8, (byte) first);
        packet.set(ValueLayout.JAVA_BYTE, 9, (byte) second);
        return PacketKind.of(packet, 8, length);
    }
}
