package dev.stagedoor.media.room;

import java.util.EnumMap;
import java.util.Map;

/** One counter per {@link Drop} of one participant; belongs to one loop. */
@SuppressWarnings("EnumOrdinal") // counted per packet: an array, not a map
final class DropCounters {
    private final long[] counts = new long[Drop.values().length];
    private final DropTotals totals;

    DropCounters(DropTotals totals) {
        this.totals = totals;
    }

    void count(Drop drop) {
        counts[drop.ordinal()]++;
        totals.count(drop);
    }

    /** Those that are not zero. */
    Map<Drop, Long> snapshot() {
        Map<Drop, Long> snapshot = new EnumMap<>(Drop.class);
        for (Drop drop : Drop.values()) {
            if (counts[drop.ordinal()] != 0) {
                snapshot.put(drop, counts[drop.ordinal()]);
            }
        }
        return snapshot;
    }
}
