package dev.stagedoor.media.room;

import dev.stagedoor.media.congestion.PathEstimator;
import dev.stagedoor.media.rtcp.RtcpParser;
import dev.stagedoor.media.rtcp.RtcpVisitor;
import dev.stagedoor.media.stream.SenderTime;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One participant over one transport: packets and control messages come in here from the transport and leave through its
 * {@link PacketSink}. Everything belongs to the participant's loop; methods named {@code on…} run there.
 */
public final class Participant {
    /** Repetitions of NACKs and key-frame requests need this grain, a viewer's layers and sender reports do not. */
    private static final long PUBLISHER_TICK_NS = 20_000_000;

    private static final long VIEWER_TICK_NS = 500_000_000;

    /** Below this not even sound gets through, so nothing is gained by believing less. */
    static final long MIN_PATH_BITS_PER_SECOND = 30_000;

    /** More than any page shows at once. */
    static final long MAX_PATH_BITS_PER_SECOND = 50_000_000;

    private final ParticipantContext context;
    private final HeaderTap tap;
    private final Uplink uplink;
    private final Downlink downlink;
    private final ControlVisitor visitor = new ControlVisitor();
    private MediaLoop.@Nullable Timer timer;
    private boolean connected;
    private boolean paused;
    private boolean closed;

    /** A participant whose transport is not yet connected. */
    public Participant(UUID id, MediaLoop loop, PacketSink sink, LocalIdentity identity, RoomSettings settings) {
        this(id, loop, sink, identity, settings, new SessionLog(settings.ntpOffsetNs()));
    }

    /** The same with a log that began with an earlier transport. */
    public Participant(
            UUID id, MediaLoop loop, PacketSink sink, LocalIdentity identity, RoomSettings settings, SessionLog log) {
        tap = new HeaderTap(sink, loop);
        context = new ParticipantContext(
                id,
                loop,
                tap,
                new ControlSender(sink, identity),
                new UsageMeter(id, settings.limits().deliveryGap().toNanos()),
                new DropCounters(settings.drops()),
                new SpeechMeter(),
                log,
                new SenderTime(),
                new PathEstimator(
                        settings.limits().startBitsPerSecond(), MIN_PATH_BITS_PER_SECOND, MAX_PATH_BITS_PER_SECOND),
                settings);
        uplink = new Uplink(context);
        downlink = new Downlink(context);
    }

    /** Who this is; any loop. */
    public UUID id() {
        return context.participantId();
    }

    /** Where it lives; any loop. */
    public MediaLoop loop() {
        return context.loop();
    }

    ParticipantContext context() {
        return context;
    }

    /** DTLS is done: media may flow both ways. */
    public void onConnected() {
        assertLoop();
        connected = !closed;
        updateOpen();
        restartTimer();
    }

    /** One authenticated RTP packet; the memory may be changed until {@link #onTurnEnd} has returned. */
    public void onRtp(MemorySegment segment, long offset, int length, long nowNs) {
        assertLoop();
        tap.onReceived(segment, offset, length, nowNs);
        uplink.onRtp(segment, offset, length, nowNs);
    }

    /** One authenticated RTCP packet. */
    public void onRtcp(MemorySegment segment, long offset, int length, long nowNs) {
        assertLoop();
        visitor.nowNs = nowNs;
        if (!RtcpParser.parse(segment, offset, length, visitor)) {
            context.drops().count(Drop.MALFORMED_RTCP);
        }
        downlink.onControlEnd(nowNs);
    }

    /** The receive burst that the last packets came in is over. */
    public void onTurnEnd(long nowNs) {
        assertLoop();
        uplink.onTurnEnd(nowNs);
    }

    /** Packets go and come another way from now on: what was found out about the path does not hold any more. */
    public void onPathChanged() {
        assertLoop();
        uplink.onPathChanged();
        downlink.onPathChanged(loop().nowNs());
    }

    /** The transport has ended; nothing is sent any more. */
    public void onClosed() {
        assertLoop();
        closed = true;
        connected = false;
        updateOpen();
        onSections(List.of(), List.of());
    }

    void onSections(List<Producer> producers, List<Consumer> consumers) {
        assertLoop();
        uplink.onProducers(producers);
        downlink.onConsumers(consumers);
        restartTimer();
    }

    /** @param encoding that alone is shown of a simulcast, {@link LayerSwitch#NONE} for whichever fits best */
    void onSource(Consumer consumer, @Nullable Branch branch, int encoding) {
        assertLoop();
        downlink.onSource(consumer, branch, encoding, loop().nowNs());
    }

    void onConstraints(Consumer consumer, ViewConstraints constraints) {
        assertLoop();
        downlink.onConstraints(consumer, constraints, loop().nowNs());
    }

    /** What its offer says of the most that it wants to be sent on these sections, which are those that it takes media on. */
    void onCaps(Map<Consumer, BitrateCap> caps) {
        assertLoop();
        downlink.onCaps(caps, loop().nowNs());
    }

    /** The most that it is sent from now on, bits a second; sound comes first, and some picture comes anyway. */
    void onLimit(long bitsPerSecond) {
        assertLoop();
        downlink.onLimit(bitsPerSecond, loop().nowNs());
    }

    /** Begins to write down the headers of all RTP packets, both ways; what was written before is thrown away. */
    public void onCaptureStart() {
        assertLoop();
        tap.start(context.settings().ntpOffsetNs());
    }

    /** The file so far, as {@link HeaderCapture} describes it, empty if nothing was begun. */
    public byte[] onCapture() {
        assertLoop();
        return tap.file();
    }

    /** Ends that, and forgets what was written. */
    public void onCaptureEnd() {
        assertLoop();
        tap.end();
    }

    /** What happened so far; any thread. */
    public SessionLog log() {
        return context.log();
    }

    /**
     * Whether delivery to the room is stopped.
     *
     * @param resumedNs when it last went on, {@link Long#MIN_VALUE} if it was never stopped
     */
    void onPaused(boolean nowPaused, long resumedNs) {
        assertLoop();
        if (paused != nowPaused) {
            SessionLog.Kind kind = nowPaused ? SessionLog.Kind.PAUSED : SessionLog.Kind.RESUMED;
            context.log().add(kind, "", loop().nowNs());
        }
        paused = nowPaused;
        downlink.onSince(resumedNs);
        updateOpen();
    }

    UsageMeter.Reading readUsage() {
        return context.usage().read();
    }

    Speech readSpeech() {
        return context.speech().read(loop().nowNs());
    }

    ParticipantStatistics statistics() {
        List<TrackStatistics> tracks = new ArrayList<>(uplink.statistics());
        tracks.addAll(downlink.statistics());
        long roundTripMs = downlink.measuredRoundTripNs() / 1_000_000;
        return new ParticipantStatistics(
                id(),
                connected,
                roundTripMs,
                downlink.estimateBitsPerSecond(),
                uplink.estimateBitsPerSecond(),
                uplink.score(downlink.measuredRoundTripNs()),
                downlink.score(),
                tracks,
                context.drops().snapshot());
    }

    private void updateOpen() {
        downlink.onOpen(connected && !paused);
    }

    private void restartTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (connected) {
            long periodNs = uplink.isEmpty() ? VIEWER_TICK_NS : PUBLISHER_TICK_NS;
            timer = loop().scheduleEvery(this::onTick, periodNs);
        }
    }

    private void onTick() {
        long nowNs = loop().nowNs();
        uplink.onTick(downlink.measuredRoundTripNs(), nowNs);
        downlink.onTick(nowNs);
    }

    private void assertLoop() {
        if (!loop().inLoop()) {
            throw new IllegalStateException("must run on the participant's loop, ran on " + Thread.currentThread());
        }
    }

    /** Sends each item of a received control packet where it belongs. */
    private final class ControlVisitor implements RtcpVisitor {
        private long nowNs;

        @Override
        public void onSenderReport(long ssrc, long ntp, long rtpTimestamp, long packets, long octets) {
            uplink.onSenderReport(ssrc, ntp, rtpTimestamp, nowNs);
        }

        @Override
        public void onReportBlock(
                long ssrc,
                int fractionLost,
                int cumulativeLost,
                long jitter,
                long lastReport,
                long delaySinceLastReport) {
            downlink.onArrival(ssrc, fractionLost, cumulativeLost, jitter);
            downlink.onReport(ssrc, lastReport, delaySinceLastReport, nowNs);
        }

        @Override
        public void onNack(long mediaSsrc, int packetId, int followingLost) {
            downlink.onNack(mediaSsrc, packetId, followingLost, nowNs);
        }

        @Override
        public void onKeyFrameRequest(long mediaSsrc) {
            downlink.onKeyFrameRequest(mediaSsrc, nowNs);
        }

        @Override
        public void onTransportFeedback(MemorySegment segment, long offset, int length) {
            downlink.onTransportFeedback(segment, offset, length, nowNs);
        }

        @Override
        public void onReceiverEstimate(long bitsPerSecond) {
            downlink.onReceiverEstimate(bitsPerSecond);
        }
    }
}
