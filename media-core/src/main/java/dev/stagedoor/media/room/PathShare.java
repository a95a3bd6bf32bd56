package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.congestion.LayerAllocator;
import dev.stagedoor.media.congestion.PathEstimator;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shares one participant's path among what it is shown: sound first, then pictures by importance. If a picture could be
 * better and the path might carry it, the path is probed. Belongs to the participant's loop.
 */
final class PathShare {
    /** A burst is sent in so many steps that each is small beside what a frame sends at once. */
    private static final long PROBE_STEP_NS = 5_000_000;

    /** Packets of padding sent in one step at most; a burst beyond is not worth its cost. */
    private static final int MAX_PACKETS_PER_STEP = 64;

    /** Without feedback from a viewer that never promised any, the publisher's own control is all there is. */
    private static final long UNLIMITED = Long.MAX_VALUE / 1_000;

    /** A path that loses more is beyond sharing. */
    private static final double LEAST_ARRIVING = 0.7;

    private final ParticipantContext context;
    private final LayerAllocator allocator = new LayerAllocator();
    private final Runnable probeStep = this::onProbeStep;
    private List<Consumer> consumers = List.of();
    private List<LayerClaim> claims = List.of();
    private boolean promisesFeedback;
    private long offered = Long.MAX_VALUE;
    private long limit = Long.MAX_VALUE;
    private MediaLoop.@Nullable Timer probing;

    PathShare(ParticipantContext context) {
        this.context = context;
    }

    /** These take their share from now on, or have changed their importance. */
    void onConsumers(List<Consumer> next) {
        consumers = next;
        claims = next.stream()
                .filter(consumer -> consumer.plan().kind() == MediaKind.VIDEO)
                .map(Consumer::claim)
                .sorted(Comparator.comparingInt(LayerClaim::priority).reversed())
                .toList();
        promisesFeedback =
                next.stream().anyMatch(consumer -> consumer.plan().extensions().transportWideSequenceNumber() != 0);
    }

    /** The viewer wants no more than this altogether, bits a second. */
    void onOffered(long bitsPerSecond) {
        offered = bitsPerSecond;
    }

    /** The host sends it no more than this altogether. */
    void onLimit(long bitsPerSecond) {
        limit = bitsPerSecond;
    }

    /** Whoever passes on all sizes, as another server does, serves others by them, whom the house's own cap does not mean. */
    private long cap() {
        long house = context.settings().limits().viewerBitsPerSecond();
        for (int i = 0; i < claims.size(); i++) {
            if (claims.get(i).only() != LayerSwitch.NONE) {
                house = Long.MAX_VALUE;
            }
        }
        return Math.min(house, Math.min(limit, offered));
    }

    /** Shares anew what the path carries now; the round trip is measured or assumed. */
    void update(long roundTripNs, long nowNs) {
        long audio = 0;
        for (int i = 0; i < consumers.size(); i++) {
            audio += consumers.get(i).audioBitsPerSecond();
            consumers.get(i).refreshClaim(nowNs);
        }
        PathEstimator path = context.path();
        long carries = path.isKnown() || promisesFeedback ? path.bitsPerSecond() : UNLIMITED;
        // What is lost is sent again, and must fit as well.
        double arriving = Math.max(LEAST_ARRIVING, 1 - path.lossRatio());
        long useful = carries == UNLIMITED ? carries : (long) (carries * arriving);
        long cap = cap();
        long most = cap == Long.MAX_VALUE ? UNLIMITED : Math.max(0, cap - audio);
        allocator.allocate(claims, Math.max(0, useful - audio), most, path.isKnown());
        long wanted = allocator.wantedBitsPerSecond();
        boolean limited = path.isKnown() && path.isConstrained();
        long spent = allocator.spentBitsPerSecond();
        long carried = limited ? Math.max(0, useful - audio - spent) : UNLIMITED;
        long left = most == UNLIMITED ? carried : Math.min(carried, Math.max(0, most - spent));
        for (int i = 0; i < claims.size(); i++) {
            LayerClaim claim = claims.get(i);
            claim.onRoomLeft(left);
            wanted = limited && wanted == 0 && claim.isOnlyOne() ? Math.min(mostOfOne(claim), most) : wanted;
        }
        if (wanted > 0 && promisesFeedback && probing == null) {
            probe((long) ((wanted + audio) / arriving), cap, roundTripNs, nowNs);
        }
    }

    /** A publisher of one quality sends more as soon as the path carries more, so that is always wanted. */
    private long mostOfOne(LayerClaim claim) {
        return Math.min(context.settings().limits().publisherBitsPerSecond(), claim.cap());
    }

    private void probe(long wantedBitsPerSecond, long mostBitsPerSecond, long roundTripNs, long nowNs) {
        boolean urgent = allocator.pauses();
        if (prober() != null
                && context.path().offerProbe(wantedBitsPerSecond, mostBitsPerSecond, urgent, roundTripNs, nowNs)) {
            probing = context.loop().scheduleEvery(probeStep, PROBE_STEP_NS);
            onProbeStep();
        }
    }

    private void onProbeStep() {
        long nowNs = context.loop().nowNs();
        Consumer prober = prober();
        long due = context.path().paddingDue(nowNs);
        for (int i = 0; i < MAX_PACKETS_PER_STEP && due > 0 && prober != null; i++) {
            prober.sendPadding(nowNs);
            due = context.path().paddingDue(nowNs);
        }
        if (probing != null && (prober == null || !context.path().isProbing())) {
            probing.cancel();
            probing = null;
        }
    }

    private @Nullable Consumer prober() {
        for (int i = 0; i < consumers.size(); i++) {
            if (consumers.get(i).probes()) {
                return consumers.get(i);
            }
        }
        return null;
    }
}
