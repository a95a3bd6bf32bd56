package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.Codec;
import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.codec.PayloadFormat;
import dev.stagedoor.media.room.SectionPlan.StreamSources;
import dev.stagedoor.media.rtp.ExtensionIds;
import dev.stagedoor.media.rtp.RtpPackets;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sections and packets as two Chromiums would agree and send them. */
final class Plans {
    static final int MID_ID = 4;
    static final int AUDIO_PT = 111;
    static final int VIDEO_PT = 96;
    static final int VIDEO_RTX_PT = 97;
    static final ExtensionIds IDS = new ExtensionIds(MID_ID, 2, 3, 1, 13);
    static final StreamSources NONE = StreamSources.UNKNOWN;

    private Plans() {}

    /** A sendrecv audio section; sources are those of the participant, then ours. */
    static SectionPlan audio(long ssrc, long ourSsrc) {
        NegotiatedCodec opus =
                new NegotiatedCodec(new PayloadFormat(Codec.OPUS, ""), AUDIO_PT, NegotiatedCodec.NONE, false);
        return new SectionPlan(
                FakePeer.AUDIO_MID,
                MediaKind.AUDIO,
                List.of(opus),
                IDS,
                true,
                new StreamSources(ssrc, 0),
                true,
                new StreamSources(ourSsrc, 0));
    }

    /** A sendrecv VP8 section; the retransmission sources are one above. */
    static SectionPlan video(long ssrc, long ourSsrc) {
        return video(ssrc, ourSsrc, VIDEO_PT, VIDEO_RTX_PT);
    }

    static SectionPlan video(long ssrc, long ourSsrc, int payloadType, int retransmissionPayloadType) {
        NegotiatedCodec vp8 =
                new NegotiatedCodec(new PayloadFormat(Codec.VP8, ""), payloadType, retransmissionPayloadType, true);
        StreamSources theirs = ssrc == 0 ? NONE : new StreamSources(ssrc, ssrc + 1);
        return new SectionPlan(
                FakePeer.VIDEO_MID,
                MediaKind.VIDEO,
                List.of(vp8),
                IDS,
                true,
                theirs,
                true,
                new StreamSources(ourSsrc, ourSsrc + 1));
    }

    /** The same section under another name. */
    static SectionPlan named(String mid, SectionPlan plan) {
        return new SectionPlan(
                mid,
                plan.kind(),
                plan.codecs(),
                plan.extensions(),
                plan.uplink(),
                plan.uplinkSources(),
                plan.downlink(),
                plan.downlinkSources());
    }

    /** First packet of a VP8 key frame with some text behind. */
    static byte[] key(String text) {
        return vp8(0x10, 0x00, text);
    }

    /** First packet of a VP8 delta frame. */
    static byte[] delta(String text) {
        return vp8(0x10, 0x01, text);
    }

    private static byte[] vp8(int descriptor, int frameByte, String text) {
        byte[] tail = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] payload = new byte[2 + tail.length];
        payload[0] = (byte) descriptor;
        payload[1] = (byte) frameByte;
        System.arraycopy(tail, 0, payload, 2, tail.length);
        return payload;
    }

    static byte[] audioPacket(long ssrc, int sequence) {
        byte[] block = {(byte) (1 << 4), 0x7F, (byte) (MID_ID << 4), '0'};
        byte[] payload = ("a" + sequence).getBytes(StandardCharsets.ISO_8859_1);
        return RtpPackets.packet(AUDIO_PT, false, sequence & 0xFFFF, sequence * 960L, ssrc, payload, block);
    }

    static byte[] videoPacket(long ssrc, int sequence, long timestamp, byte[] payload) {
        return RtpPackets.packet(VIDEO_PT, true, sequence & 0xFFFF, timestamp, ssrc, payload);
    }
}
