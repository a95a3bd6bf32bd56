package dev.stagedoor.benchmarks.client.media;

import dev.stagedoor.benchmarks.client.dtls.SrtpKeys;
import dev.stagedoor.benchmarks.client.sdp.LocalMedia;
import dev.stagedoor.benchmarks.client.sdp.MediaKind;
import dev.stagedoor.benchmarks.client.sdp.PayloadTypes;
import dev.stagedoor.benchmarks.client.sdp.RemoteMedia;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * All media of one client from the moment its keys are known: decrypts and counts what comes, sends what is due, reports and
 * asks again.
 */
public final class MediaSession {
    /** Size of a packet array: an Ethernet frame's worth, SRTP's additions included. */
    static final int PACKET_BYTES = 1_500;

    /** The largest payload that leaves room for header, extensions and SRTP. */
    static final int MAX_PAYLOAD_BYTES = 1_400;

    private final SrtpSession srtp;
    private final Receiver receiver;
    private final Sender sender;
    private final Reporter reporter;
    private final Listener listener;
    private final RtcpReader.Listener feedback = new Feedback();
    private long nowNs;

    /** @param wall wall-clock time at {@code nowNs} */
    public MediaSession(
            SrtpKeys keys,
            Negotiated negotiated,
            MediaSettings settings,
            Listener listener,
            RandomGenerator random,
            Instant wall,
            long nowNs) {
        this.srtp = new SrtpSession(keys);
        this.listener = listener;
        this.nowNs = nowNs;
        this.receiver = new Receiver(srtp, negotiated.remote(), settings.decryptEvery());
        this.sender = new Sender(
                negotiated.local(), settings.video(), this::sendRtp, random, new NtpClock(wall, nowNs), nowNs);
        this.reporter = new Reporter(sender, receiver, this::sendRtcp, random.nextInt(), nowNs);
    }

    /** Offer and answer, section by section. */
    public record Negotiated(List<LocalMedia> local, List<RemoteMedia> remote) {}

    /** Takes datagrams that are ready to be sent. */
    public interface Listener {
        /** The first {@code length} bytes; the array is used again after the call. */
        void onSend(byte[] datagram, int length);
    }

    /** Whether these bytes are RTCP rather than RTP (RFC 5761 section 4): packet types 192 to 223. */
    static boolean isRtcp(byte[] datagram) {
        var type = datagram[1] & 0xFF;
        return type >= 192 && type <= 223;
    }

    /** One SRTP or SRTCP packet in the first {@code length} bytes; it is decrypted in place. */
    public void onDatagram(byte[] datagram, int length, long nowNs) {
        this.nowNs = nowNs;
        if (length < 8) {
            receiver.onRefused();
        } else if (isRtcp(datagram)) {
            onRtcp(datagram, length);
        } else {
            receiver.onRtp(datagram, length, nowNs);
        }
    }

    /** Sends what is due at this time. */
    public void onDeadline(long nowNs) {
        this.nowNs = nowNs;
        sender.onDeadline(nowNs);
        reporter.onDeadline(nowNs);
    }

    /** When {@link #onDeadline} is wanted next. */
    public long deadlineNs() {
        return Math.min(sender.deadlineNs(), reporter.deadlineNs());
    }

    /** Stops or resumes sending audio or video, as a mute button or a camera switch does. */
    public void mute(MediaKind kind, boolean muted) {
        sender.mute(kind, muted);
    }

    /** Takes the delay of packets that are sent from now on only. */
    public void timeFrom(long nowNs) {
        receiver.timeFrom(nowNs);
    }

    /** Asks for a key frame of everything that is video. */
    public void requestKeyFrames() {
        reporter.requestKeyFrames();
    }

    /** What was sent and received so far. */
    public MediaStats stats() {
        return new MediaStats(
                receiver.stats(),
                sender.packets(),
                sender.octets(),
                sender.keyFrames(),
                receiver.refused(),
                reporter.sentFeedback(),
                sender.receivedFeedback(),
                receiver.delays());
    }

    private void onRtcp(byte[] datagram, int length) {
        var plain = srtp.unprotectRtcp(datagram, length, Bytes.getInt(datagram, 4));
        if (plain == SrtpSession.REFUSED) {
            receiver.onRefused();
        } else {
            RtcpReader.read(datagram, plain, feedback);
        }
    }

    private void sendRtp(byte[] packet, int length, int ssrc) {
        listener.onSend(packet, srtp.protectRtp(packet, length, ssrc));
    }

    private void sendRtcp(byte[] packet, int length, int ssrc) {
        listener.onSend(packet, srtp.protectRtcp(packet, length, ssrc));
    }

    /** Payload type of the source that a section of this kind sends. */
    static int payloadType(MediaKind kind) {
        return kind == MediaKind.AUDIO ? PayloadTypes.OPUS : PayloadTypes.VP8;
    }

    private final class Feedback implements RtcpReader.Listener {
        @Override
        public void onSenderReport(int ssrc, int compactNtp) {
            receiver.onSenderReport(ssrc, compactNtp, nowNs);
        }

        @Override
        public void onNack(int mediaSsrc, int sequenceNumber) {
            sender.onNack(mediaSsrc, sequenceNumber, nowNs);
        }

        @Override
        public void onKeyFrameRequest(int mediaSsrc) {
            sender.onKeyFrameRequest(mediaSsrc);
        }

        @Override
        public void onBye(int ssrc) {
            // The stream's figures stay; what ends a client is its transport.
        }
    }
}
