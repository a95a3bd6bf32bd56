package dev.stagedoor.benchmarks.client.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SendTimeTest {
    @Test
    void isReadBackFromTheEndOfThePayload() {
        var packet = new byte[100];
        SendTime.write(packet, 80, 123_456_789L);

        assertThat(SendTime.read(packet, 20, 60)).isEqualTo(123_456_789L);
    }

    @Test
    void isAbsentFromForeignPayloads() {
        assertThat(SendTime.read(new byte[100], 20, 60)).isEqualTo(SendTime.NONE);
        assertThat(SendTime.read(new byte[100], 20, SendTime.BYTES - 1)).isEqualTo(SendTime.NONE);
    }
}
