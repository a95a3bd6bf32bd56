package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The billable clock: what two people in a call pay for. */
class UsageTest {
    private static final Offset<Long> ONE_PACKET = Offset.offset(21L);

    private final RoomFixture fixture = new RoomFixture();
    private FakePeer a = fixture.join(Plans.audio(100, 900));
    private FakePeer b = fixture.join(Plans.audio(200, 901));
    private int sequenceOfA;
    private int sequenceOfB;

    UsageTest() {
        fixture.subscribeBoth(a, b);
    }

    @Test
    void countsWhileBothSidesAreDelivered() {
        talk(10_000, 20, 20);

        assertThat(mutualMs()).isCloseTo(10_000, ONE_PACKET);
        assertThat(fixture.lastUsage().flowing()).isTrue();
        LegUsage leg = fixture.lastUsage().legs().getFirst();
        assertThat(leg.deliveredMs()).isCloseTo(10_000, ONE_PACKET);
        assertThat(leg.receivedMs()).isCloseTo(10_000, ONE_PACKET);
        assertThat(leg.deliveredPackets()).isBetween(499L, 501L);
    }

    @Test
    void whoIsForgottenLeavesNothingBehind() {
        FakePeer viewer = fixture.join(Plans.audio(300, 902));
        fixture.subscribe(viewer, a);
        fixture.room.onForget(viewer.id);
        assertThat(legs()).as("one who is there stays").contains(viewer.id);

        fixture.leave(viewer);
        fixture.room.onForget(viewer.id);
        talk(1_000, 20, 20);
        assertThat(legs()).containsExactly(a.id, b.id);
        assertThat(fixture.lastUsage().flowing())
                .as("nobody waits for the third")
                .isTrue();

        viewer = fixture.rejoin(viewer, Plans.audio(300, 902));
        talk(1_000, 20, 20);
        assertThat(viewer.media).isEmpty();
    }

    private List<UUID> legs() {
        fixture.advanceMs(250);
        return fixture.lastUsage().legs().stream().map(LegUsage::participantId).toList();
    }

    @Test
    void silenceWithDiscontinuousTransmissionIsDelivered() {
        talk(20_000, 400, 20);

        assertThat(mutualMs()).isCloseTo(20_000, Offset.offset(401L));
    }

    @Test
    void lossAndJitterDoNotStopTheClock() {
        for (int i = 0; i < 10; i++) {
            talk(1_000, 20, 20);
            fixture.advanceMs(700);
        }

        assertThat(mutualMs()).isCloseTo(10 * 1_700 - 700, ONE_PACKET);
    }

    @Test
    void oneSideDeadStopsTheClockAtItsLastPacket() {
        talk(3_000, 20, 20);
        talk(60_000, 0, 20);

        assertThat(mutualMs()).isCloseTo(3_000, ONE_PACKET);
        assertThat(fixture.lastUsage().flowing()).isFalse();
    }

    @Test
    void aMutedSideThatSendsNothingIsNotBilledAfterwards() {
        talk(3_000, 20, 20);
        talk(6_000, 0, 20);
        talk(2_000, 20, 20);

        assertThat(mutualMs()).isCloseTo(5_000, Offset.offset(42L));
    }

    @Test
    void aGapJustBelowTheLimitIsStillACall() {
        talk(3_000, 20, 20);
        talk(4_900, 0, 20);
        talk(2_000, 20, 20);

        assertThat(mutualMs()).isCloseTo(9_900, Offset.offset(42L));
    }

    @Test
    void oneWayMediaIsNoCall() {
        talk(10_000, 20, 0);

        assertThat(mutualMs()).isZero();
        assertThat(fixture.lastUsage().flowing()).isFalse();
        assertThat(fixture.lastUsage().legs().get(1).deliveredMs()).isCloseTo(10_000, ONE_PACKET);
    }

    @Test
    void aPauseIsNotBilledHoweverShort() {
        talk(3_000, 20, 20);
        fixture.pause(true);
        fixture.runAll();
        assertThat(fixture.lastUsage().flowing()).isTrue();
        talk(2_000, 20, 20);
        assertThat(fixture.lastUsage().flowing()).isFalse();
        fixture.pause(false);
        fixture.runAll();
        talk(3_000, 20, 20);

        assertThat(mutualMs()).isCloseTo(6_000, Offset.offset(42L));
    }

    @Test
    void timeAwayIsNotBilledAndUsageGoesOnAfterComingBack() {
        talk(3_000, 20, 20);
        fixture.leave(b);
        long packetsBefore = fixture.lastUsage().legs().get(1).deliveredPackets();
        talk(2_000, 20, 0);
        b = fixture.rejoin(b, Plans.audio(200, 905));
        talk(3_000, 20, 20);

        assertThat(mutualMs()).isCloseTo(6_000, Offset.offset(42L));
        assertThat(fixture.lastUsage().legs().get(1).deliveredPackets())
                .isCloseTo(packetsBefore + 150, Offset.offset(2L));
    }

    @Test
    void theLastReportComesWhenSomebodyLeaves() {
        talk(1_100, 20, 20);
        fixture.leave(a);

        assertThat(mutualMs()).isCloseTo(1_100, ONE_PACKET);
    }

    @Test
    void aThirdPersonWithoutSubscriptionDoesNotHoldTheClock() {
        FakePeer guest = fixture.join(Plans.audio(300, 902));
        talk(3_000, 20, 20);

        assertThat(guest.media).isEmpty();
        assertThat(mutualMs()).isCloseTo(3_000, ONE_PACKET);
    }

    @Test
    void reportsComeFourTimesASecond() {
        int before = fixture.usages.size();
        fixture.advanceMs(10_000);

        assertThat(fixture.usages.size() - before).isEqualTo(40);
    }

    private long mutualMs() {
        fixture.advanceMs(250);
        return fixture.lastUsage().mutualMs();
    }

    /** Both talk for a while, each a packet every so many milliseconds; 0 is silence. */
    private void talk(long durationMs, int everyMsByA, int everyMsByB) {
        for (long ms = 0; ms < durationMs; ms++) {
            if (everyMsByA > 0 && ms % everyMsByA == 0) {
                a.sends(Plans.audioPacket(100, sequenceOfA++));
            }
            if (everyMsByB > 0 && ms % everyMsByB == 0) {
                b.sends(Plans.audioPacket(200, sequenceOfB++));
            }
            fixture.advanceMs(1);
        }
    }
}
