package dev.stagedoor.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProberTest {
    private static final long MS = 1_000_000;
    private static final long ROUND_TRIP_NS = 40 * MS;
    private static final int BYTES = 283;

    private final Prober prober = new Prober();
    private long nowNs;

    private boolean begins(boolean hurries) {
        prober.offer(1_000_000, Long.MAX_VALUE, 200_000, hurries, ROUND_TRIP_NS, nowNs);
        return prober.isSending();
    }

    /** Milliseconds until the next burst begins. */
    private long waits(boolean hurries) {
        long sinceNs = nowNs;
        while (!begins(hurries)) {
            nowNs += 10 * MS;
        }
        return (nowNs - sinceNs) / MS;
    }

    /** Sends the burst that has begun; one in so many arrives, spread over so many times the time that it took to send. */
    private long burst(double stretch, int lostOneIn, double ownLoss) {
        long firstNs = nowNs;
        int sent = 0;
        while (prober.isSending()) {
            while (prober.bytesDue(nowNs) > 0) {
                prober.onSent(BYTES, nowNs);
                if (lostOneIn == 0 || sent % lostOneIn != 2) {
                    prober.onArrived(
                            prober.probe(), BYTES, firstNs + ROUND_TRIP_NS + (long) ((nowNs - firstNs) * stretch));
                }
                sent++;
            }
            nowNs += MS;
        }
        nowNs += 100 * MS;
        long first = prober.result(ownLoss, nowNs);
        assertThat(first > 0).as("all have come").isEqualTo(lostOneIn == 0);
        return first > 0 ? first : prober.result(ownLoss, nowNs);
    }

    @Test
    void theNextMayFollowAtOnceAfterASuccessAndWaitsLongerAfterEachFailure() {
        assertThat(begins(false)).isTrue();
        assertThat(burst(1, 0, 0)).isGreaterThan(500_000);
        assertThat(waits(false)).isZero();
        burst(3, 0, 0);
        assertThat(waits(false)).isEqualTo(4_000);
        burst(3, 0, 0);
        assertThat(waits(false)).isEqualTo(8_000);
    }

    @Test
    void whoSeesNothingDoesNotWaitSoLong() {
        assertThat(begins(true)).isTrue();
        burst(3, 0, 0);
        assertThat(waits(true)).isEqualTo(1_000);
        burst(3, 0, 0);
        assertThat(waits(true)).isEqualTo(2_000);
        for (int i = 0; i < 5; i++) {
            burst(3, 0, 0);
            waits(true);
        }
        burst(3, 0, 0);
        assertThat(waits(true)).as("the most").isEqualTo(4_000);
    }

    @Test
    void aBurstThatShowsMuchMoreThanWasKnownHasNotFailedThoughItCameSlower() {
        assertThat(begins(false)).isTrue();
        burst(3, 0, 0);
        assertThat(waits(false)).isEqualTo(4_000);
        assertThat(burst(1.4, 0, 0))
                .as("slower than sent, but more than was known")
                .isBetween(240_000L, 350_000L);
        assertThat(waits(false)).as("not twice as long").isEqualTo(4_000);
    }

    @Test
    void whatThePathLosesAtAnyRateDoesNotMakeItSlower() {
        assertThat(begins(false)).isTrue();
        burst(1, 0, 0);
        assertThat(waits(false)).isZero();
        assertThat(burst(1, 4, 0.25)).isGreaterThan(350_000);
        assertThat(waits(false)).as("a success").isZero();
        burst(1, 4, 0);
        assertThat(waits(false)).as("lost by overload").isEqualTo(4_000);
    }

    @Test
    void aLargePacketAtItsBeginningDoesNotMakeABurstSlower() {
        assertThat(begins(false)).isTrue();
        int large = 4 * BYTES;
        prober.onSent(large, nowNs);
        prober.onArrived(prober.probe(), large, nowNs + ROUND_TRIP_NS);
        nowNs += 5 * MS;
        assertThat(burst(1, 0, 0)).isPositive();
        assertThat(waits(false)).as("a success").isZero();
    }

    @Test
    void aBurstIsJudgedWhenAllOfItHasCome() {
        assertThat(begins(false)).isTrue();
        int sent = 0;
        while (prober.isSending()) {
            while (prober.bytesDue(nowNs) > 0) {
                prober.onSent(BYTES, nowNs);
                sent++;
            }
            nowNs += MS;
        }
        // All but the last came together, and that much later.
        for (int i = 1; i < sent; i++) {
            prober.onArrived(prober.probe(), BYTES, nowNs);
        }
        assertThat(prober.result(0, nowNs)).as("more may come").isZero();
        prober.onArrived(prober.probe(), BYTES, nowNs + 200 * MS);
        assertThat(prober.result(0, nowNs + 200 * MS)).isBetween(1L, 200_000L);
    }
}
