package dev.stagedoor.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtp.SeededRandom;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DtlsLossPlanTest {
    private static final HandshakePlan.Path BAD = new HandshakePlan.Path(10, 5, 40);
    private static final HandshakePlan.Path GOOD = new HandshakePlan.Path(0, 0, 0);
    private static final int HANDSHAKES = 100;

    private final DtlsEndpoint clients =
            new DtlsEndpoint(DtlsPair.CLIENT_IDENTITY, DtlsLimits.DEFAULT, new SecureRandom());
    private final DtlsEndpoint servers =
            new DtlsEndpoint(DtlsPair.SERVER_IDENTITY, DtlsLimits.DEFAULT, new SecureRandom());

    /** Others send a datagram for each record, so that of one flight some is lost and some comes. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # client splits, server splits
            false,           false
            true,            false
            false,           true
            true,            true
            """)
    void shouldConnectWhateverIsLostCopiedOrOvertaken(boolean clientSplits, boolean serverSplits) {
        Random seeds = SeededRandom.create("dtls-loss", 9_147);
        List<Long> timesMs = new ArrayList<>();
        for (int each = 0; each < HANDSHAKES; each++) {
            long seed = seeds.nextLong();
            HandshakePlan plan = new HandshakePlan(clients, servers, BAD, seed);
            plan.client.oneRecordEach = clientSplits;
            plan.server.oneRecordEach = serverSplits;
            plan.run();
            assertThat(plan.connectedMs()).as("connected at, seed %s", seed).isNotNegative();
            assertThat(Objects.requireNonNull(plan.server.keys).localKey())
                    .isEqualTo(Objects.requireNonNull(plan.client.keys).remoteKey());
            timesMs.add(plan.connectedMs());
        }
        Collections.sort(timesMs);

        assertThat(timesMs.get(HANDSHAKES / 2)).as("median").isLessThan(500);
        assertThat(timesMs.get(HANDSHAKES * 95 / 100))
                .as("all but five of a hundred")
                .isLessThan(2_000);
        assertThat(timesMs.getLast()).as("the longest").isLessThan(6_000);
    }

    @Test
    void shouldSendEachFlightAsOneDatagramAndNoneTwice() {
        HandshakePlan plan = new HandshakePlan(clients, servers, GOOD, 1);
        plan.run();

        assertThat(plan.connectedMs()).isEqualTo(80);
        assertThat(plan.client.datagramsSent).isEqualTo(2);
        assertThat(plan.server.datagramsSent).isEqualTo(2);
    }
}
