package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoopCrossingTest {
    private final RoomFixture fixture = new RoomFixture();
    private final InlineLoop other = fixture.anotherLoop();
    private final FakePeer publisher = fixture.join(Plans.video(300, 900));
    private final FakePeer first = fixture.join(other, Plans.video(400, 910));
    private final FakePeer second = fixture.join(other, Plans.video(500, 920));

    LoopCrossingTest() {
        fixture.subscribe(first, publisher);
        fixture.subscribe(second, publisher);
    }

    @Test
    void aBurstReachesAllViewersOfAnotherLoop() {
        publisher.rtp(Plans.videoPacket(300, 1, 0, Plans.key("a")));
        publisher.rtp(Plans.videoPacket(300, 2, 0, Plans.delta("b")));
        publisher.turnEnd();
        assertThat(first.media).as("not on the publisher's thread").isEmpty();
        fixture.runAll();

        assertThat(first.on("1")).hasSize(2);
        assertThat(second.on("1")).hasSize(2);
    }

    @Test
    void aLoopThatDoesNotKeepUpCostsItsViewersPacketsAndNobodyElse() {
        for (int i = 0; i < 300; i++) {
            publisher.sends(Plans.videoPacket(300, i, 0, Plans.key("k")));
        }
        fixture.runAll();

        assertThat(first.on("1")).hasSize(128);
        assertThat(publisher.participant.statistics().drops()).containsEntry(Drop.LOOP_BEHIND, 172L);
        publisher.sends(Plans.videoPacket(300, 300, 0, Plans.key("k")));
        fixture.runAll();
        assertThat(first.on("1")).hasSize(129);
    }

    @Test
    void keyFrameRequestsAndNacksWorkAcrossLoops() {
        publisher.sends(Plans.videoPacket(300, 1, 0, Plans.key("a")));
        fixture.runAll();
        fixture.advanceMs(2_000);
        publisher.control.clear();

        first.sendsControl(rtcp -> rtcp.pictureLoss(400, 910));
        int sequence = first.media.getFirst().sequence();
        first.sendsControl(rtcp -> {
            rtcp.nack(400, 910);
            rtcp.nackItem(sequence, 0);
        });
        fixture.runAll();

        assertThat(publisher.control).contains("KEY 300");
        assertThat(first.media).hasSize(2);
    }

    @Test
    void aPublisherMayLeaveWhileItsBurstIsOnTheWay() {
        publisher.sends(Plans.videoPacket(300, 1, 0, Plans.key("a")));
        fixture.leave(publisher);
        fixture.advanceMs(100);

        assertThat(first.on("1")).hasSizeLessThanOrEqualTo(1);
        FakePeer again = fixture.rejoin(publisher, Plans.video(600, 930));
        again.sends(Plans.videoPacket(600, 1, 0, Plans.key("b")));
        fixture.runAll();
        assertThat(first.on("1").getLast().payload()).endsWith("b");
    }

    @Test
    void usageOfViewersOnOtherLoopsIsFolded() {
        for (int i = 0; i < 100; i++) {
            publisher.sends(Plans.videoPacket(300, i, i * 3_000L, Plans.key("k")));
            fixture.advanceMs(20);
        }
        fixture.advanceMs(500);

        assertThat(fixture.lastUsage().legs())
                .extracting(LegUsage::deliveredPackets)
                .containsExactly(0L, 100L, 100L);
    }
}
