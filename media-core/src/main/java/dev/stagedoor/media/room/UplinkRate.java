package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.congestion.ReceiverEstimator;
import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtp.RtpPacket;
import dev.stagedoor.media.rtp.WireBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The most that one participant is to send, told as a receiver's estimate (draft-alvestrand-rmcat-remb-03), which its sender
 * will not exceed: what the house and the viewers can do with, and where nobody but us finds out what the path from it carries,
 * no more than that. Belongs to the participant's loop.
 */
final class UplinkRate {
    /** The estimate covers sound, too, which is never to suffer. */
    private static final long SOUND_BITS_PER_SECOND = 64_000;

    /** A cap that is so much lower is told at once: what is sent above it only fills queues. */
    private static final double CAP_FELL = 0.8;

    /** What the path carries is no matter of taste: above it, queues are full already. */
    private static final double ESTIMATE_FELL = 0.97;

    private static final long LEAST_INTERVAL_NS = 100_000_000;
    private static final int SEND_TIME_BYTES = 3;

    private final ParticipantContext context;

    /** Null where the sender finds out by itself, from transport-wide feedback. */
    private @Nullable ReceiverEstimator estimator;

    private List<Producer> producers = List.of();
    private long toldCap;
    private long toldEstimate;
    private long toldNs;

    UplinkRate(ParticipantContext context) {
        this.context = context;
    }

    /** These are the sections that the participant may send on; the list is not changed any more. */
    void onProducers(List<Producer> next) {
        producers = next;
        boolean untold = false;
        boolean timed = false;
        for (Producer producer : next) {
            boolean video = producer.plan().kind() == MediaKind.VIDEO;
            untold |= video && producer.plan().extensions().transportWideSequenceNumber() == 0;
            timed |= video && producer.plan().extensions().absoluteSendTime() != 0;
        }
        if (!untold) {
            estimator = null;
        } else if (estimator == null) {
            estimator = new ReceiverEstimator(
                    context.settings().limits().startBitsPerSecond(),
                    Participant.MIN_PATH_BITS_PER_SECOND,
                    Participant.MAX_PATH_BITS_PER_SECOND,
                    timed);
        }
    }

    /** A packet of a section has come, of so many bytes with its header. */
    void onPacket(RtpPacket packet, int length, Producer producer, long nowNs) {
        if (estimator == null) {
            return;
        }
        int bytes = (int) (packet.offset() + length - packet.payloadOffset());
        int id = producer.plan().extensions().absoluteSendTime();
        if (id != 0 && packet.findExtension(id) && packet.elementLength() == SEND_TIME_BYTES) {
            estimator.onPacket(bytes, WireBytes.u24(packet.segment(), packet.elementOffset()), nowNs);
        } else {
            estimator.onPacket(bytes, nowNs);
        }
    }

    /** Packets come another way from now on. */
    void onPathChanged() {
        if (estimator != null) {
            estimator.onPathChanged();
        }
    }

    /**
     * Estimates anew, and tells at once what has fallen; else {@link #append} tells it in time.
     *
     * @param roundTripNs 0 until measured
     */
    void onTick(long roundTripNs, long nowNs) {
        if (estimator != null) {
            for (int i = 0; i < producers.size(); i++) {
                producers.get(i).count(estimator);
            }
            estimator.onTick(roundTripNs, nowNs);
        }
        boolean fell = cap() < toldCap * CAP_FELL || limit() < toldEstimate * ESTIMATE_FELL;
        if (fell && nowNs - toldNs >= LEAST_INTERVAL_NS) {
            append(context.control().begin(), nowNs);
            context.control().flush();
        }
    }

    /** Appends what is to be told now; nothing before a picture has come. */
    void append(RtcpWriter out, long nowNs) {
        if (!sendsVideo()) {
            toldCap = 0;
            toldEstimate = 0;
            return;
        }
        toldNs = nowNs;
        toldCap = cap();
        toldEstimate = Math.min(toldCap, limit());
        if (!out.receiverEstimate(context.control().ssrc(), toldEstimate)) {
            return;
        }
        for (int i = 0; i < producers.size(); i++) {
            List<Encoding> encodings = producers.get(i).encodings();
            for (int j = 0; j < encodings.size(); j++) {
                if (encodings.get(j).ssrc() != 0) {
                    out.receiverEstimateOf(encodings.get(j).ssrc());
                }
            }
        }
    }

    /** What the path from the participant is taken to carry, bits a second; 0 where that is not known, or its sender's to know. */
    long estimate() {
        return estimator != null && estimator.isKnown() ? estimator.bitsPerSecond() : 0;
    }

    /** The same as a limit. */
    private long limit() {
        return estimator == null ? Long.MAX_VALUE : estimator.bitsPerSecond();
    }

    private boolean sendsVideo() {
        for (int i = 0; i < producers.size(); i++) {
            if (producers.get(i).ssrc() != 0 && producers.get(i).plan().kind() == MediaKind.VIDEO) {
                return true;
            }
        }
        return false;
    }

    /** Bits a second for all that the participant sends, whatever the path. */
    private long cap() {
        long most = context.settings().limits().publisherBitsPerSecond();
        long sum = 0;
        for (int i = 0; i < producers.size(); i++) {
            Producer producer = producers.get(i);
            sum += switch (producer.plan().kind()) {
                case AUDIO -> SOUND_BITS_PER_SECOND;
                case VIDEO -> Math.min(most, producer.cap());
            };
        }
        return Math.min(most, sum);
    }
}
