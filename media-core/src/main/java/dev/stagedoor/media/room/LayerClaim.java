package dev.stagedoor.media.room;

import dev.stagedoor.media.congestion.ClimbBrake;
import dev.stagedoor.media.congestion.Ladder;
import dev.stagedoor.media.congestion.LayerAllocator;
import dev.stagedoor.media.congestion.Patience;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One video's side of the sharing-out: which qualities it could take, and what it has. Belongs to the consumer. */
final class LayerClaim implements LayerAllocator.Claim {
    /** A publisher that fills all the room leaves none for its key frames, and none to climb back to its full frame rate. */
    private static final int ROOM_PERCENT = 80;

    /** A rate that varies about its cap must not climb back at once; the same room to spare as on a path. */
    private static final int CLIMB_PERCENT = 115;

    private static final Ladder.Rung NOTHING = new Ladder.Rung(LayerSwitch.NONE, 0, 0, 0, 0);

    private final Consumer consumer;
    private final ClimbBrake brake = new ClimbBrake();
    private final Patience patience = new Patience();
    private ViewConstraints constraints = ViewConstraints.NONE;
    private Ladder ladder = Ladder.UNKNOWN;
    private int only = LayerSwitch.NONE;
    private long cap = Long.MAX_VALUE;
    private Ladder.Rung has = NOTHING;
    private boolean onlyOne;
    private int rungs;
    private int granted;
    private long room = Long.MAX_VALUE;
    private int rung = LayerAllocator.PAUSED;
    private long nowNs;

    LayerClaim(Consumer consumer) {
        this.consumer = consumer;
    }

    void onConstraints(ViewConstraints next) {
        constraints = next;
    }

    /** The viewer wants no more than this on the section, bits a second. */
    void onCap(long bitsPerSecond) {
        cap = bitsPerSecond;
    }

    /** See {@link #onCap}. */
    long cap() {
        return cap;
    }

    /**
     * There is another source: whatever it has is gone.
     *
     * @param encoding the only one that comes into question, {@link LayerSwitch#NONE} if all do
     */
    void reset(int encoding) {
        has = NOTHING;
        only = encoding;
        ladder = Ladder.UNKNOWN;
    }

    /** The only encoding that comes into question, {@link LayerSwitch#NONE} if all do. */
    int only() {
        return only;
    }

    /** Before a sharing-out: finds its place on the newest ladder. */
    void refresh(@Nullable Producer producer, boolean open, long nowNs) {
        this.nowNs = nowNs;
        ladder = producer == null ? Ladder.UNKNOWN : producer.ladder();
        if (only != LayerSwitch.NONE) {
            ladder = ladder.of(only);
        }
        onlyOne = producer != null && producer.isOneSize();
        List<Ladder.Rung> all = ladder.rungs();
        rungs = 0;
        rung = LayerAllocator.PAUSED;
        for (int i = 0; i < all.size(); i++) {
            Ladder.Rung each = all.get(i);
            if (each.encoding() == has.encoding()
                    && each.spatialLayer() <= has.spatialLayer()
                    && each.temporalLayer() <= has.temporalLayer()) {
                rung = i;
            }
        }
        for (int i = 0; open && i < all.size(); i++) {
            if (i == 0 || (allowed(all.get(i)) && isBelowCap(all.get(i), i > rung))) {
                rungs = i + 1;
            }
        }
    }

    private boolean isBelowCap(Ladder.Rung each, boolean up) {
        return each.bitsPerSecond() <= (up ? cap / CLIMB_PERCENT * 100 : cap);
    }

    /** Whether its publisher sends one size only, and has been measured. */
    boolean isOnlyOne() {
        return onlyOne && !ladder.rungs().isEmpty();
    }

    /** After a sharing-out: so much is left over on the path, besides what this video got. */
    void onRoomLeft(long bitsPerSecond) {
        long own = hasSome() && rungs > 0 ? LayerAllocator.cost(this, granted) : 0;
        boolean unlimited = bitsPerSecond >= Long.MAX_VALUE / 2_000;
        long carried = unlimited ? Long.MAX_VALUE : own + bitsPerSecond;
        long most = Math.min(carried, cap);
        long next = most == Long.MAX_VALUE ? most : most * ROOM_PERCENT / 100;
        if (room != next) {
            room = next;
            consumer.onRoomChanged();
        }
    }

    /** What the path leaves for this video, bits a second, see {@link Producer#cap}. */
    long room() {
        return room;
    }

    private boolean hasSome() {
        return has.encoding() != LayerSwitch.NONE;
    }

    private boolean allowed(Ladder.Rung each) {
        return each.height() <= constraints.maxHeight() && each.temporalLayer() <= constraints.maxTemporalLayer();
    }

    @Override
    public Ladder ladder() {
        return ladder;
    }

    @Override
    public int rungs() {
        return rungs;
    }

    @Override
    public int priority() {
        return constraints.priority();
    }

    @Override
    public int rung() {
        return rung;
    }

    @Override
    public boolean mayClimb() {
        boolean vanished = hasSome() && rung == LayerAllocator.PAUSED;
        return vanished || (rung == LayerAllocator.PAUSED ? brake.mayReturn(nowNs) : brake.mayClimb(nowNs));
    }

    @Override
    public boolean isSettling() {
        return brake.isSettling(nowNs);
    }

    @Override
    public boolean bearsLack(boolean lacks) {
        return patience.bears(lacks, nowNs);
    }

    @Override
    public boolean publisherFollows() {
        return onlyOne;
    }

    @Override
    public void onRung(int next) {
        if (rungs == 0) {
            return;
        }
        if (next == LayerAllocator.PAUSED) {
            if (hasSome()) {
                brake.onDescent(nowNs);
            }
            has = NOTHING;
            consumer.onStarved(true);
            return;
        }
        if (next > rung) {
            brake.onClimb(nowNs);
        } else if (next < rung && rung < rungs) {
            brake.onDescent(nowNs);
        }
        has = ladder.rungs().get(next);
        granted = next;
        int smaller = 0;
        for (int i = 0; i < next; i++) {
            smaller |= 1 << ladder.rungs().get(i).encoding();
        }
        consumer.onStarved(false);
        consumer.onLayers(has.encoding(), has.spatialLayer(), topOf(next), smaller);
    }

    /** The best temporal layer of an encoding stands for all that it may yet bring. */
    private int topOf(int next) {
        List<Ladder.Rung> all = ladder.rungs();
        boolean last = next + 1 == all.size()
                || all.get(next + 1).encoding() != has.encoding()
                || all.get(next + 1).spatialLayer() != has.spatialLayer();
        return last && constraints.maxTemporalLayer() > has.temporalLayer()
                ? LayerSwitch.ALL_LAYERS
                : has.temporalLayer();
    }
}
