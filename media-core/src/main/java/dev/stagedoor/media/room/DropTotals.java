package dev.stagedoor.media.room;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The same as {@link DropCounters} of everybody who ever was in a room of this server; any loop counts, any thread reads. */
@SuppressWarnings("EnumOrdinal") // counted per packet: an array, not a map
public final class DropTotals {
    private final LongAdder[] counts = new LongAdder[Drop.values().length];

    /** None yet. */
    public DropTotals() {
        Arrays.setAll(counts, _ -> new LongAdder());
    }

    void count(Drop drop) {
        counts[drop.ordinal()].increment();
    }

    /** All of them, also those that are zero. */
    public Map<Drop, Long> snapshot() {
        Map<Drop, Long> snapshot = new EnumMap<>(Drop.class);
        for (Drop drop : Drop.values()) {
            snapshot.put(drop, counts[drop.ordinal()].sum());
        }
        return snapshot;
    }
}
