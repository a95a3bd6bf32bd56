package dev.stagedoor.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.ice.CandidatePair;
import dev.stagedoor.media.ice.LocalAddress;
import dev.stagedoor.media.ice.TransportAddress;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendBatchTest {
    private static final CandidatePair A = new CandidatePair(new TransportAddress(1, 2, 3), LocalAddress.ANY);
    private static final CandidatePair B = new CandidatePair(new TransportAddress(1, 2, 4), LocalAddress.ANY);
    private static final CandidatePair C = new CandidatePair(A.remote(), new LocalAddress(0, 1));
    private static final Map<Character, CandidatePair> WAYS = Map.of('A', A, 'B', B, 'C', C);

    /** Datagrams as way and length; messages as way, segments x segment size, total bytes. C is A from another local address. */
    @ParameterizedTest
    @CsvSource({
        "A100 A100 A100, A3x100=300",
        "A100 A100 A60, A3x100=260",
        "A100 A60 A60, A2x100=160 A1x60=60",
        "A100 A60 A100, A2x100=160 A1x100=100",
        "A60 A100, A1x60=60 A1x100=100",
        "A100 C100 C100, A1x100=100 C2x100=200",
        "A100 B100 A100, A1x100=100 B1x100=100 A1x100=100",
        "A100 A100 B50 B50, A2x100=200 B2x50=100"
    })
    void shouldGroupConsecutiveDatagramsOfOneSizeToOneAddress(String datagrams, String messages) {
        SendBatch batch = new SendBatch(true);
        for (String datagram : datagrams.split(" ", -1)) {
            batch.append(Objects.requireNonNull(WAYS.get(datagram.charAt(0))), Integer.parseInt(datagram.substring(1)));
        }
        assertThat(describe(batch)).isEqualTo(messages);
        assertThat(batch.datagrams(0, batch.messages())).isEqualTo(datagrams.split(" ", -1).length);
    }

    @Test
    void shouldNotGroupWhereTheSystemCannot() {
        SendBatch batch = new SendBatch(false);
        batch.append(A, 100);
        batch.append(A, 100);
        assertThat(describe(batch)).isEqualTo("A1x100=100 A1x100=100");
    }

    @Test
    void shouldKeepMessagesWithinTheSystemsLimits() {
        SendBatch small = new SendBatch(true);
        SendBatch large = new SendBatch(true);
        for (int i = 0; i < 100; i++) {
            small.append(A, 100);
            large.append(A, 1_300);
        }
        assertThat(describe(small)).isEqualTo("A64x100=6400 A36x100=3600");
        assertThat(describe(large)).isEqualTo("A50x1300=65000 A50x1300=65000");
    }

    @Test
    void shouldSayWhenItIsFull() {
        SendBatch batch = new SendBatch(false);
        int appended = 0;
        while (batch.hasRoom()) {
            batch.append(A, SendBatch.MAX_DATAGRAM_BYTES);
            appended++;
        }
        assertThat(appended).isEqualTo(512);
        batch.clear();
        assertThat(batch.hasRoom()).isTrue();
        assertThat(batch.position()).isZero();
    }

    @Test
    void shouldBeSentInPortionsThatCutNoMessage() {
        SendBatch batch = new SendBatch(true);
        assertThat(batch.isDueBefore(A)).isFalse();
        for (int receiver = 0; receiver < 2; receiver++) {
            for (int i = 0; i < 50; i++) {
                batch.append(receiver == 0 ? A : B, 1_200);
            }
            assertThat(batch.isDueBefore(C)).as("after receiver %d", receiver).isEqualTo(receiver == 1);
        }
        assertThat(batch.isDueBefore(B)).as("more of the last message").isFalse();
        batch.clear();
        assertThat(batch.isDueBefore(C)).isFalse();
    }

    private static String describe(SendBatch batch) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < batch.messages(); i++) {
            text.append(i == 0 ? "" : " ")
                    .append(batch.ways[i].equals(A) ? 'A' : batch.ways[i].equals(B) ? 'B' : 'C')
                    .append(batch.segments[i])
                    .append('x')
                    .append(batch.segmentBytes[i])
                    .append('=')
                    .append(batch.lengths[i]);
        }
        return text.toString();
    }
}
