package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.congestion.Ladder;
import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.stream.SourceClock;
import dev.stagedoor.media.stream.StoredPacket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what one participant is sent on one section: of which producer and encoding at the moment, from which key frame on,
 * and when to ask for another. {@link OutgoingStream} makes one stream of it. Belongs to the participant's loop.
 */
final class Consumer {
    private final SectionPlan plan;
    private final ParticipantContext context;
    private final LayerSwitch layers = new LayerSwitch();
    private final OutgoingStream stream;
    private final HistoryStart history;
    private final KeyFrameDesk keyFrames;
    private final ConsumerLog log;
    private final LayerClaim claim = new LayerClaim(this);

    private @Nullable Branch branch;
    private boolean open;
    private boolean starved;
    private boolean sourceContinues;

    /** What is shown begins with {@link #start}; until then it may still be decided what that is, and nothing is asked for. */
    private boolean started;

    Consumer(SectionPlan plan, ParticipantContext context) {
        this.plan = plan;
        this.context = context;
        stream = new OutgoingStream(plan, context);
        history = new HistoryStart(context);
        log = new ConsumerLog(plan.mid(), context.log());
        keyFrames = new KeyFrameDesk(context, log);
    }

    SectionPlan plan() {
        return plan;
    }

    /** What the viewer gets. */
    OutgoingStream stream() {
        return stream;
    }

    /**
     * Takes its packets from another producer from now on, or from none; {@link #start} follows.
     *
     * @param only an encoding that alone is shown, {@link LayerSwitch#NONE} for whichever fits best
     */
    void onSource(@Nullable Branch next, int only) {
        if (branch == next && claim.only() == only) {
            return;
        }
        if (branch != null) {
            branch.onRemove(this);
        }
        branch = next;
        stream.onSourceGone();
        layers.reset();
        layers.want(only, LayerSwitch.ALL_LAYERS, LayerSwitch.ALL_LAYERS, 0);
        claim.reset(only);
        starved = false;
        sourceContinues = false;
        started = false;
        if (next != null) {
            stream.onFormats(next.producer().formats());
            next.onAdd(this);
        }
    }

    /** Whether packets may be sent: the transport is connected and the room is not paused. {@link #start} follows. */
    void onOpen(boolean nowOpen) {
        if (open == nowOpen) {
            return;
        }
        open = nowOpen;
        started = false;
        stream.endRun();
        layers.stop();
    }

    /**
     * It is settled what is wanted: begins with a key frame that is here already, and asks for one that is not.
     *
     * @param sinceNs what came until then is not for this viewer
     */
    void start(long sinceNs, long nowNs) {
        Branch from = branch;
        started = true;
        // Once something of the source was sent, an earlier picture must not follow it.
        boolean fresh = open && !starved && !sourceContinues && plan.kind() == MediaKind.VIDEO;
        StoredPacket first = fresh && from != null ? history.begin(from, layers, stream, sinceNs, nowNs) : null;
        if (first != null) {
            onPacket(first, nowNs);
            history.end();
        }
        if (layers.awaitsKeyFrame()) {
            requestKeyFrame();
        }
    }

    /** Whether the viewer can read this format of the present source. */
    boolean takes(int format) {
        return stream.takes(format);
    }

    /** Its side of the sharing-out. */
    LayerClaim claim() {
        return claim;
    }

    void refreshClaim(long nowNs) {
        claim.refresh(branch == null ? null : branch.producer(), open, nowNs);
    }

    void onConstraints(ViewConstraints constraints) {
        claim.onConstraints(constraints);
    }

    /** What an audio costs; it comes before all video. */
    long audioBitsPerSecond() {
        Branch from = branch;
        if (!open || from == null || plan.kind() != MediaKind.AUDIO) {
            return 0;
        }
        List<Ladder.Rung> rungs = from.producer().ladder().rungs();
        return rungs.isEmpty() ? 0 : rungs.getFirst().bitsPerSecond();
    }

    /** The path leaves another rate for this video, see {@link LayerClaim#room}. */
    void onRoomChanged() {
        if (branch != null) {
            branch.onRoomChanged();
        }
    }

    /** Whether probes can be sent here. */
    boolean probes() {
        return open && stream.probes();
    }

    /** Sends one packet of padding, as part of a probe. */
    void sendPadding(long nowNs) {
        stream.sendPadding(nowNs);
    }

    /** Whether there is too little room on the path even for the worst quality; then nothing is sent. */
    void onStarved(boolean nowStarved) {
        if (starved == nowStarved) {
            return;
        }
        starved = nowStarved;
        log.onStarved(nowStarved, context.loop().nowNs());
        stream.endRun();
        layers.stop();
        requestKeyFrame();
    }

    /** Shows this encoding and these layers of it, see {@link LayerSwitch#want}. */
    void onLayers(int encoding, int spatialLayer, int temporalLayer, int alsoStartsAt) {
        boolean awaited = layers.awaitsKeyFrame();
        boolean more = layers.wantedEncoding() != encoding || spatialLayer > layers.wantedSpatialLayer();
        layers.want(encoding, spatialLayer, temporalLayer, alsoStartsAt);
        if (layers.awaitsKeyFrame() && (!awaited || more)) {
            requestKeyFrame();
        }
    }

    /** The encoding that is shown now, {@link LayerSwitch#NONE} before the first key frame. */
    int encoding() {
        return layers.encoding();
    }

    private void requestKeyFrame() {
        if (started && open && !starved && branch != null) {
            keyFrames.ask(branch, layers);
        }
    }

    /** The next packet of the source, in order of arrival. */
    void onPacket(StoredPacket packet, long nowNs) {
        if (!open || starved) {
            return;
        }
        if (!stream.takes(packet.format())) {
            context.drops().count(Drop.CODEC_NOT_SHARED);
            return;
        }
        boolean late = layers.sameNumbering(packet) && stream.isLate(packet);
        switch (layers.onPacket(packet, late)) {
            case IGNORE -> {}
            case AWAIT -> context.drops().count(Drop.AWAITING_KEY_FRAME);
            case BEGIN -> begin(packet, nowNs);
            case PASS -> pass(packet, late, nowNs);
            case SKIP -> stream.skipPicture(packet, late, nowNs);
            case TRIM -> stream.skip(packet, late, nowNs);
        }
    }

    private void begin(StoredPacket packet, long nowNs) {
        long first = packet.sequence();
        beginClock(packet);
        stream.begin(packet);
        layers.begin(packet, mostSpatialLayer(packet));
        sourceContinues = true;
        pass(packet, false, nowNs);
        catchUp(packet.encoding(), first, nowNs);
    }

    /**
     * Where descriptors tell of a picture's sizes, a viewer who is not sent them takes each size for a picture of its own and gives
     * up, so it gets the smallest.
     */
    private int mostSpatialLayer(StoredPacket packet) {
        boolean untold = packet.descriptorLength() > 0 && plan.extensions().dependencyDescriptor() == 0;
        return untold ? 0 : LayerSwitch.ALL_LAYERS;
    }

    /** After a switch of encoding the clocks of both tell how far the picture is; between producers only time does. */
    private void beginClock(StoredPacket packet) {
        Branch from = branch;
        if (from == null || !sourceContinues) {
            stream.beginClock(packet);
        } else if (!layers.sameNumbering(packet)) {
            SourceClock before = from.clock(layers.lastEncoding(), layers.generation());
            SourceClock after = from.clock(packet.encoding(), packet.generation());
            stream.beginClock(packet, before, after);
        }
    }

    /**
     * What follows the run's first packet may be here already: if that was lost on its way to us and came by retransmission, or
     * if it is taken out of the history. Without it the viewer would have to ask for another key frame. A sender whose numbers jump
     * makes nobody look further than the history reaches.
     */
    private void catchUp(int encoding, long first, long nowNs) {
        Branch from = branch;
        if (from == null) {
            return;
        }
        long newest = from.newest(encoding);
        for (long sequence = Math.max(first + 1, from.oldest(encoding)); sequence <= newest; sequence++) {
            StoredPacket following = from.find(encoding, sequence, layers.generation());
            if (following != null) {
                onPacket(following, nowNs);
            }
        }
    }

    private void pass(StoredPacket packet, boolean late, long nowNs) {
        boolean sent = stream.pass(packet, late, layers.endsPicture(packet, late), nowNs);
        if (sent && packet.keyFrame()) {
            keyFrames.onSent(nowNs);
            if (late && layers.awaitsKeyFrame()) {
                // Its larger layers were left out before this packet said what it is.
                requestKeyFrame();
            }
        }
    }

    /** The viewer misses a packet of ours. */
    void onNack(int sequenceNumber, long roundTripNs, long nowNs) {
        if (open && branch != null) {
            stream.onNack(sequenceNumber, branch, roundTripNs, nowNs);
        }
    }

    /** The viewer's decoder cannot go on. */
    void onKeyFrameRequest(long roundTripNs, long nowNs) {
        if (!keyFrames.heeds(roundTripNs, nowNs)) {
            return;
        }
        if (branch != null && layers.encoding() != LayerSwitch.NONE) {
            branch.requestKeyFrame(layers.encoding());
        } else {
            requestKeyFrame();
        }
    }

    /** Whether there is something to see that the viewer does not get. */
    boolean isFrozen() {
        return open && branch != null && plan.kind() == MediaKind.VIDEO && (starved || !stream.inRun());
    }

    /** Writes down what has changed. */
    void onTick(long nowNs) {
        Branch from = branch;
        log.onSource(from == null ? "" : from.producer().publisher(), nowNs);
        log.onLayers(rid(), layers.spatialLayer(), layers.temporalLayer(), nowNs);
    }

    /** Appends a sender report; nothing before the source's own first report, since there is no clock to tell. */
    boolean report(RtcpWriter out, long nowNs) {
        Branch from = branch;
        if (from == null || !stream.inRun()) {
            return false;
        }
        SourceClock clock = from.clock(layers.lastEncoding(), layers.generation());
        return clock != null && stream.report(out, clock, nowNs);
    }

    TrackStatistics statistics() {
        return stream.statistics(rid(), layers);
    }

    /** The encoding that is shown, empty for none and where there is only one. */
    private String rid() {
        return layers.encoding() == LayerSwitch.NONE || branch == null ? "" : branch.rid(layers.encoding());
    }
}
