package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.Codec;
import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.codec.PayloadFormat;
import dev.stagedoor.media.room.SectionPlan.StreamSources;
import dev.stagedoor.media.rtp.ExtensionIds;
import dev.stagedoor.media.rtp.RtpPackets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Sections and packets as two Chromiums would agree and send them. */
final class Plans {
    static final int MID_ID = 4;
    static final int AUDIO_PT = 111;
    static final int VIDEO_PT = 96;
    static final int VIDEO_RTX_PT = 97;
    static final int SEND_TIME_ID = 2;
    static final ExtensionIds IDS = new ExtensionIds(MID_ID, SEND_TIME_ID, 3, 1, 13);
    static final int RID_ID = 10;
    static final int REPAIRED_RID_ID = 11;
    static final int ALLOCATION_ID = 9;
    static final int CAPTURE_ID = 7;
    static final ExtensionIds SIMULCAST_IDS =
            new ExtensionIds(MID_ID, SEND_TIME_ID, 3, 1, 13, RID_ID, REPAIRED_RID_ID, 12, 0, CAPTURE_ID, ALLOCATION_ID);
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
                List.of(),
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
                List.of(),
                true,
                new StreamSources(ourSsrc, ourSsrc + 1));
    }

    /** A VP8 section on which the participant sends three sizes, named q, h and f. */
    static SectionPlan simulcast(long ourSsrc) {
        SectionPlan one = video(0, ourSsrc);
        return new SectionPlan(
                one.mid(),
                one.kind(),
                one.codecs(),
                SIMULCAST_IDS,
                true,
                NONE,
                Stream.of("q", "h", "f")
                        .map(rid -> new SectionPlan.SimulcastEncoding(rid, NONE))
                        .toList(),
                true,
                one.downlinkSources());
    }

    /** A packet as browsers send it at first: its section and its encoding named. */
    static byte[] ridPacket(String rid, long ssrc, int sequence, long timestamp, boolean marker, byte[] payload) {
        byte[] block = {(byte) (MID_ID << 4), '1', (byte) (RID_ID << 4), (byte) rid.charAt(0)};
        return RtpPackets.packet(VIDEO_PT, marker, sequence & 0xFFFF, timestamp, ssrc, payload, block);
    }

    /** A retransmission that names the encoding it repairs. */
    static byte[] ridRetransmission(String rid, long ssrc, int sequence, int original, long timestamp, byte[] payload) {
        byte[] block = {(byte) (MID_ID << 4), '1', (byte) (REPAIRED_RID_ID << 4), (byte) rid.charAt(0)};
        byte[] wrapped = new byte[2 + payload.length];
        wrapped[0] = (byte) (original >> 8);
        wrapped[1] = (byte) original;
        System.arraycopy(payload, 0, wrapped, 2, payload.length);
        return RtpPackets.packet(VIDEO_RTX_PT, true, sequence & 0xFFFF, timestamp, ssrc, wrapped, block);
    }

    /** First packet of a VP8 frame with everything in its descriptor; a key frame says its height. */
    static byte[] layered(boolean key, int pictureId, int tl0, int layer, boolean sync, int height, String text) {
        byte[] descriptor = {
            (byte) 0x90,
            (byte) 0xE0,
            (byte) (0x80 | pictureId >> 8),
            (byte) pictureId,
            (byte) tl0,
            (byte) (layer << 6 | (sync ? 0x20 : 0))
        };
        byte[] header = key
                ? new byte[] {0x10, 0, 0, (byte) 0x9D, 1, 0x2A, 0, 5, (byte) height, (byte) (height >> 8)}
                : new byte[] {0x11};
        byte[] tail = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] payload = Arrays.copyOf(descriptor, descriptor.length + header.length + tail.length);
        System.arraycopy(header, 0, payload, descriptor.length, header.length);
        System.arraycopy(tail, 0, payload, descriptor.length + header.length, tail.length);
        return payload;
    }

    /** The same section of a viewer that promises no transport-wide feedback, so that nothing limits what it is sent. */
    static SectionPlan withoutFeedback(SectionPlan plan) {
        return withExtensions(plan, new ExtensionIds(MID_ID, SEND_TIME_ID, 0, 1, 13));
    }

    /** The same section with other extensions. */
    static SectionPlan withExtensions(SectionPlan plan, ExtensionIds extensions) {
        return new SectionPlan(
                plan.mid(),
                plan.kind(),
                plan.codecs(),
                extensions,
                plan.uplink(),
                plan.uplinkSources(),
                plan.encodings(),
                plan.downlink(),
                plan.downlinkSources());
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
                plan.encodings(),
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
