package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.Codec;
import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.codec.PayloadFormat;
import dev.stagedoor.media.rtp.RtpPackets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Redundant audio goes to those who can read it, if all can; the others must not miss a word. */
class RedundancyTest {
    private static final int RED_PT = 63;

    private final RoomFixture fixture = new RoomFixture();
    private final FakePeer publisher = fixture.join(plan(200, 890, 111, RED_PT));
    private final FakePeer reads = fixture.join(plan(250, 895, 96, 97));
    private int sequence;

    @Test
    void itIsForwardedUnderTheViewersNumbersWhereEverybodyReadsIt() {
        hear(reads);
        say("ef0f00026f1122aabb");

        FakePeer.Sent heard = reads.media.getLast();
        assertThat(heard.payloadType()).isEqualTo(97);
        assertThat(hex(heard)).isEqualTo("e00f0002601122aabb");
    }

    @Test
    void itIsUnwrappedForAllWhereSomebodyDoesNotAndWrappedAgainLater() {
        FakePeer plain = fixture.join(Plans.audio(270, 899));
        hear(reads);
        hear(plain);
        say("ef0f00026f1122aabb");

        assertThat(hex(plain.media.getLast())).isEqualTo("aabb");
        assertThat(plain.media.getLast().payloadType()).isEqualTo(Plans.AUDIO_PT);
        assertThat(hex(reads.media.getLast())).isEqualTo("aabb");
        assertThat(reads.media.getLast().payloadType()).isEqualTo(96);

        fixture.leave(plain);
        say("ef0f00026faabbccdd");
        assertThat(reads.media.getLast().payloadType()).isEqualTo(97);
        assertThat(reads.media.get(1).sequence() - reads.media.get(0).sequence())
                .isEqualTo(1);
    }

    @Test
    void whatMakesNoSenseIsDropped() {
        hear(reads);
        say("ef0f00ff6f11");
        say("60aabb");

        assertThat(reads.media).isEmpty();
        assertThat(publisher.participant.statistics().drops()).containsEntry(Drop.MALFORMED_REDUNDANCY, 2L);
    }

    @Test
    void ordinarySoundGoesOnBesideIt() {
        hear(reads);
        publisher.sends(Plans.audioPacket(200, ++sequence));
        say("6faabb");

        assertThat(reads.media).extracting(FakePeer.Sent::payloadType).containsExactly(96, 97);
    }

    private void hear(FakePeer viewer) {
        fixture.room.onSubscribe(viewer.id, FakePeer.AUDIO_MID, publisher.id, MediaKind.AUDIO);
        fixture.runAll();
    }

    private void say(String payload) {
        sequence++;
        byte[] bytes = HexFormat.of().parseHex(payload);
        publisher.sends(RtpPackets.packet(RED_PT, false, sequence, sequence * 960L, 200, bytes));
    }

    private static String hex(FakePeer.Sent sent) {
        StringBuilder hex = new StringBuilder();
        sent.payload().chars().forEach(value -> hex.append(HexFormat.of().toHexDigits((byte) value)));
        return hex.toString();
    }

    private static SectionPlan plan(long ssrc, long ourSsrc, int opus, int red) {
        SectionPlan plain = Plans.audio(ssrc, ourSsrc);
        List<NegotiatedCodec> codecs = new ArrayList<>();
        codecs.add(new NegotiatedCodec(new PayloadFormat(Codec.OPUS, ""), opus, NegotiatedCodec.NONE, false));
        codecs.add(new NegotiatedCodec(new PayloadFormat(Codec.RED, ""), red, NegotiatedCodec.NONE, false));
        return new SectionPlan(
                plain.mid(),
                plain.kind(),
                codecs,
                plain.extensions(),
                true,
                plain.uplinkSources(),
                List.of(),
                true,
                plain.downlinkSources());
    }
}
