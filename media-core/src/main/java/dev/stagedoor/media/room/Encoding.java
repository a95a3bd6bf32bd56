package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.DependencyDescriptor;
import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.congestion.LayerTarget;
import dev.stagedoor.media.congestion.ReceiverEstimator;
import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtp.RtpPacket;
import dev.stagedoor.media.stream.CaptureClock;
import dev.stagedoor.media.stream.KeyFrameRequests;
import dev.stagedoor.media.stream.NtpTime;
import dev.stagedoor.media.stream.ReceiveStream;
import dev.stagedoor.media.stream.SourceClock;
import dev.stagedoor.media.stream.TokenBucket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One encoding of what a participant sends on a section: the only one, or one size of a simulcast (RFC 8853). It has a
 * source, losses, key frames and a clock of its own. Belongs to the participant's loop, except {@link #clock}.
 */
final class Encoding {
    /**
     * A new source costs receiving state, a key frame, and all viewers a new beginning. Senders change theirs when a device or a
     * connection does; a late packet of the source before must not bring that back.
     */
    private static final int SOURCE_CHANGES_PER_SECOND = 2;

    private final int index;
    private final SectionPlan plan;
    private final SectionPlan.SimulcastEncoding announced;
    private final ParticipantContext context;
    private final KeyFrameRequests keyFrameRequests;
    private final TokenBucket sourceChanges = new TokenBucket(SOURCE_CHANGES_PER_SECOND);
    private final Runnable keyFrameWanted = this::onKeyFrameWanted;
    private final int clockRateHz;
    private @Nullable ReceiveStream stream;
    private DependencyDescriptor descriptor = new DependencyDescriptor();
    private CaptureClock capture;
    private int generation;
    private boolean asksForLost;
    private boolean asksByFullIntra;
    private int fullIntraSequence;
    private boolean incomplete;
    private long expectedCounted;
    private long receivedCounted;
    private long retransmitted;
    private long keyFrames;
    private int keyFrameGeneration;
    private long keyFrameTimestamp;
    private long keyFrameSequence;
    private volatile @Nullable SourceClock clock;

    Encoding(int index, SectionPlan plan, ParticipantContext context) {
        this.index = index;
        this.plan = plan;
        this.context = context;
        announced = plan.uplinkEncodings().get(index);
        clockRateHz = plan.codecs().getFirst().format().codec().clockRateHz();
        capture = new CaptureClock(clockRateHz);
        keyFrameRequests = new KeyFrameRequests(
                context.settings().limits().keyFrameInterval().toNanos());
    }

    /** Place among the section's encodings. */
    int index() {
        return index;
    }

    SectionPlan.SimulcastEncoding announced() {
        return announced;
    }

    /** Null before the first sender report; any loop. */
    @Nullable
    SourceClock clock() {
        return clock;
    }

    /** Names the numbering of its packets; rises with every change of source. */
    int generation() {
        return generation;
    }

    /** The source that it comes from now, 0 before the first packet. */
    long ssrc() {
        ReceiveStream receiving = stream;
        return receiving == null ? 0 : receiving.ssrc();
    }

    /** Whether it may come from this source from now on, which takes one of the changes that are left if it is another. */
    boolean mayComeFrom(long ssrc, long nowNs) {
        return ssrc() == 0 || ssrc() == ssrc || sourceChanges.tryTake(nowNs);
    }

    /** It comes from this source from now on; numbering and clock are new, so viewers must start at a key frame. */
    void onSource(long ssrc) {
        ReceiveStream before = stream;
        if (before != null && before.ssrc() == ssrc) {
            return;
        }
        stream = new ReceiveStream(ssrc, clockRateHz);
        expectedCounted = 0;
        receivedCounted = 0;
        clock = null;
        descriptor = new DependencyDescriptor();
        capture = new CaptureClock(clockRateHz);
        if (before != null) {
            generation++;
            onKeyFrameWanted();
        }
    }

    /**
     * A packet of its stream.
     *
     * @param codec of the packet, which says what may be asked for and how
     * @return its unwrapped number, or {@link ReceiveStream#DUPLICATE}
     */
    long onPacket(RtpPacket packet, boolean recovered, NegotiatedCodec codec, long nowNs) {
        ReceiveStream receiving = stream;
        if (receiving == null) {
            return ReceiveStream.DUPLICATE;
        }
        long sequence = receiving.onPacket(packet, recovered, nowNs);
        if (sequence != ReceiveStream.DUPLICATE) {
            asksForLost = codec.nack();
            asksByFullIntra = codec.fullIntra();
            retransmitted += recovered ? 1 : 0;
        }
        return sequence;
    }

    /** Reads its packets' dependency descriptors; another source brings another structure. */
    DependencyDescriptor descriptor() {
        return descriptor;
    }

    /** When its packets were captured. */
    CaptureClock capture() {
        return capture;
    }

    /** A packet had to be left out because its descriptor speaks of a structure that did not come, or came too late. */
    void onUnreadable() {
        incomplete = true;
    }

    /**
     * Whether a packet at which a decoder could start belongs to a key frame that has begun with an earlier one: an H.264 picture
     * has several, its parameter sets and its first slice.
     */
    boolean isPartOfKeyFrame(long timestamp, long sequence) {
        return keyFrames > 0
                && keyFrameGeneration == generation
                && keyFrameTimestamp == timestamp
                && keyFrameSequence < sequence;
    }

    /** A key frame begins; whoever waited is served, unless parts of the picture are gone already. */
    void onKeyFrame(long timestamp, long sequence) {
        keyFrameGeneration = generation;
        keyFrameTimestamp = timestamp;
        keyFrameSequence = sequence;
        keyFrames++;
        fullIntraSequence++;
        keyFrameRequests.onKeyFrame();
        if (incomplete) {
            incomplete = false;
            onKeyFrameWanted();
        }
    }

    /** As a task for other loops, made once. */
    Runnable keyFrameWanted() {
        return keyFrameWanted;
    }

    /** A viewer cannot go on without a key frame. */
    void onKeyFrameWanted() {
        if (plan.kind() == MediaKind.VIDEO) {
            keyFrameRequests.want();
            requestKeyFrame(context.loop().nowNs());
        }
    }

    private void requestKeyFrame(long nowNs) {
        long ssrc = ssrc();
        if (ssrc != 0 && keyFrameRequests.takeDue(nowNs)) {
            context.log().add(SessionLog.Kind.KEY_FRAME_ASKED, name(), nowNs);
            long ownSsrc = context.control().ssrc();
            RtcpWriter out = context.control().begin();
            if (asksByFullIntra) {
                // A number is answered once: what is asked for again has the same until a key frame has come.
                out.fullIntra(ownSsrc, ssrc, fullIntraSequence);
            } else {
                out.pictureLoss(ownSsrc, ssrc);
            }
            context.control().flush();
        }
    }

    void onSenderReport(long ntp, long rtpTimestamp, long nowNs) {
        ReceiveStream receiving = stream;
        if (receiving != null) {
            receiving.statistics().onSenderReport(ntp, nowNs);
            if (ntp != 0) {
                capture.onReport(ntp, NtpTime.ofNanos(nowNs + context.settings().ntpOffsetNs()));
            }
            long atNs = context.senderTime().toLocalNs(ntp, nowNs);
            clock = new SourceClock(generation, atNs, rtpTimestamp, clockRateHz);
        }
    }

    /**
     * Repeats key-frame requests that were not heeded, and asks for what is missing.
     *
     * @param roundTripNs 0 until measured
     */
    void onTick(long roundTripNs, long nowNs) {
        ReceiveStream receiving = stream;
        if (receiving == null) {
            return;
        }
        capture.onRoundTrip(roundTripNs);
        if (receiving.takeUnrecoverableHole()) {
            onKeyFrameWanted();
        }
        requestKeyFrame(nowNs);
        if (asksForLost && receiving.losses().missingCount() > 0) {
            long ownSsrc = context.control().ssrc();
            RtcpWriter out = context.control().begin();
            long answerNs = roundTripNs == 0 ? receiving.losses().answerNs() : roundTripNs;
            receiving.losses().request(out, ownSsrc, receiving.ssrc(), answerNs, nowNs);
            context.control().flush();
        }
    }

    /** Tells what has come and what has not since this was last told. */
    void count(ReceiverEstimator estimator) {
        ReceiveStream receiving = stream;
        if (receiving != null) {
            long expected = receiving.statistics().expected();
            long received = receiving.statistics().received();
            long arrived = received - receivedCounted;
            estimator.onCounted(arrived, expected - expectedCounted - arrived);
            expectedCounted = expected;
            receivedCounted = received;
        }
    }

    /** Appends the report block of its stream. */
    void report(RtcpWriter out, long nowNs) {
        ReceiveStream receiving = stream;
        if (receiving != null) {
            receiving.statistics().report(out, receiving.ssrc(), nowNs);
        }
    }

    /** @param targets what its publisher says of it */
    TrackStatistics statistics(List<LayerTarget> targets) {
        ReceiveStream receiving = stream;
        if (receiving == null) {
            return new TrackStatistics(
                    plan.mid(), announced.rid(), plan.kind(), false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, targets);
        }
        return new TrackStatistics(
                plan.mid(),
                announced.rid(),
                plan.kind(),
                false,
                receiving.ssrc(),
                receiving.statistics().received(),
                receiving.statistics().bytes(),
                receiving.statistics().lost(),
                retransmitted,
                lossRatio(),
                jitterMs(),
                keyFrames,
                0,
                0,
                targets);
    }

    /** Whether anything has come of it. */
    boolean isHeard() {
        ReceiveStream receiving = stream;
        return receiving != null && receiving.statistics().received() > 0;
    }

    /** In the last interval that we reported on. */
    double lossRatio() {
        ReceiveStream receiving = stream;
        return receiving == null ? 0 : receiving.statistics().fractionLost() / 256.0;
    }

    /** The same without what retransmission has repaired, which nobody sees. */
    double missingRatio() {
        ReceiveStream receiving = stream;
        return receiving == null ? 0 : receiving.statistics().fractionMissing() / 256.0;
    }

    double jitterMs() {
        ReceiveStream receiving = stream;
        return receiving == null ? 0 : receiving.statistics().jitterTicks() * 1_000.0 / clockRateHz;
    }

    /** As the log calls it. */
    private String name() {
        return announced.rid().isEmpty() ? plan.mid() : plan.mid() + " " + announced.rid();
    }
}
