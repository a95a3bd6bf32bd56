package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.NegotiatedCodec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyFrameRequestTest {
    private final RoomFixture fixture = new RoomFixture();

    @Test
    void aStormOfRequestsBecomesOne() {
        FakePeer publisher = fixture.join(Plans.video(300, 900));
        publisher.sends(Plans.videoPacket(300, 1, 0, Plans.key("k")));
        List<FakePeer> viewers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            FakePeer viewer = fixture.join(Plans.video(1_000 + 10 * i, 20_000 + 10 * i));
            fixture.subscribe(viewer, publisher);
            viewers.add(viewer);
        }
        publisher.sends(Plans.videoPacket(300, 2, 0, Plans.key("k")));
        fixture.advanceMs(2_000);
        publisher.control.clear();

        for (FakePeer viewer : viewers) {
            long ssrc = viewer.participant.statistics().tracks().getLast().ssrc();
            viewer.sendsControl(rtcp -> rtcp.pictureLoss(1, ssrc));
            viewer.sendsControl(rtcp -> rtcp.fullIntra(1, ssrc, 1));
        }

        assertThat(publisher.controlCount(item -> item.equals("KEY 300"))).isEqualTo(1);
    }

    /** By FIR: what is asked for again keeps its number, what is asked for next has another (RFC 5104 section 4.3.1.1). */
    @Test
    void whoKnowsNoPictureLossIsAskedForAFullPicture() {
        SectionPlan usual = Plans.video(300, 900);
        NegotiatedCodec codec = usual.codecs().getFirst();
        SectionPlan plan = new SectionPlan(
                usual.mid(),
                usual.kind(),
                List.of(new NegotiatedCodec(
                        codec.format(), codec.payloadType(), codec.retransmissionPayloadType(), true, true)),
                usual.extensions(),
                true,
                usual.uplinkSources(),
                List.of(),
                true,
                usual.downlinkSources());
        FakePeer publisher = fixture.join(plan);
        publisher.sends(Plans.videoPacket(300, 1, 0, Plans.delta("d")));
        FakePeer viewer = fixture.join(Plans.video(400, 910));
        fixture.subscribe(viewer, publisher);
        fixture.advanceMs(600);
        assertThat(publisher.fullIntraRequests).hasSize(2).containsOnly("300 0");

        publisher.sends(Plans.videoPacket(300, 2, 0, Plans.key("k")));
        fixture.advanceMs(1_500);
        viewer.sendsControl(rtcp -> rtcp.pictureLoss(400, 910));
        assertThat(publisher.fullIntraRequests).hasSize(3).endsWith("300 1");
    }

    @Test
    void aRequestIsRepeatedUntilAKeyFrameComes() {
        FakePeer publisher = fixture.join(Plans.video(300, 900));
        publisher.sends(Plans.videoPacket(300, 1, 0, Plans.delta("d")));
        FakePeer viewer = fixture.join(Plans.video(400, 910));
        fixture.subscribe(viewer, publisher);
        fixture.advanceMs(1_600);
        assertThat(publisher.controlCount(item -> item.equals("KEY 300"))).isEqualTo(4);

        publisher.sends(Plans.videoPacket(300, 2, 0, Plans.key("k")));
        publisher.control.clear();
        fixture.advanceMs(3_000);

        assertThat(publisher.controlCount(item -> item.equals("KEY 300"))).isZero();
    }

    @Test
    void oneViewerWhoAlwaysAsksIsHeededOncePerInterval() {
        FakePeer publisher = fixture.join(Plans.video(300, 900));
        FakePeer viewer = fixture.join(Plans.video(400, 910));
        fixture.subscribe(viewer, publisher);
        for (int i = 0; i < 100; i++) {
            publisher.sends(Plans.videoPacket(300, i, i * 9_000L, Plans.key("k")));
            viewer.sendsControl(rtcp -> rtcp.pictureLoss(400, 910));
            fixture.advanceMs(100);
        }

        assertThat(publisher.controlCount(item -> item.equals("KEY 300"))).isLessThanOrEqualTo(11);
        assertThat(viewer.participant.statistics().drops().get(Drop.KEY_FRAME_REQUEST_THROTTLED))
                .isGreaterThanOrEqualTo(90);
    }
}
