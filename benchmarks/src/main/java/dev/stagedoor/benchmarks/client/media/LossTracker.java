package dev.stagedoor.benchmarks.client.media;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Which packets of one source came, came twice or are missing, and when to ask for the missing ones. */
final class LossTracker {
    /** A gap younger than this may be mere reordering. */
    static final long REORDER_GRACE_NS = TimeUnit.MILLISECONDS.toNanos(10);

    /** Between two requests for the same packet. */
    static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(60);

    /** After this many requests a packet is given up. */
    static final int MAX_REQUESTS = 6;

    /** What fits into one NACK message even if no two of them are neighbours. */
    static final int MAX_REQUESTS_AT_ONCE = 256;

    /** More missing packets than this at once are not loss but a jump; the oldest are given up. */
    private static final int MAX_MISSING = 512;

    private static final int HALF_RANGE = 1 << 15;

    private final TreeMap<Long, Missing> missing = new TreeMap<>();
    private boolean started;
    private long first;
    private long highest;
    private long received;
    private long duplicates;
    private long recovered;
    private long givenUp;

    /** Counts a packet by its 16-bit number; false if it was here before or is older than all we know. */
    boolean onPacket(int sequenceNumber, long nowNs) {
        if (!started) {
            started = true;
            first = sequenceNumber;
            highest = sequenceNumber;
            received = 1;
            return true;
        }
        var extended = extend(sequenceNumber);
        if (extended > highest) {
            onGap(highest + 1, extended, nowNs);
            highest = extended;
        } else if (missing.remove(extended) != null) {
            recovered++;
        } else {
            duplicates++;
            return false;
        }
        received++;
        return true;
    }

    /** The 16-bit numbers to ask for now, rising; each counts as one request. */
    List<Integer> dueRequests(long nowNs) {
        var due = new ArrayList<Integer>();
        for (var entry : List.copyOf(missing.entrySet())) {
            var packet = entry.getValue();
            if (packet.requests >= MAX_REQUESTS) {
                missing.remove(entry.getKey());
                givenUp++;
            } else if (nowNs >= packet.nextNs && due.size() < MAX_REQUESTS_AT_ONCE) {
                packet.requests++;
                packet.nextNs = nowNs + RETRY_NS;
                due.add((int) (entry.getKey() & 0xFFFF));
            }
        }
        return due;
    }

    boolean hasMissing() {
        return !missing.isEmpty();
    }

    long received() {
        return received;
    }

    /** Packets between the first and the highest, both included. */
    long expected() {
        return started ? highest - first + 1 : 0;
    }

    /** Packets that are expected and not here (yet). */
    long lost() {
        return expected() - received;
    }

    long duplicates() {
        return duplicates;
    }

    /** Packets that came after a later one: by retransmission or by another path. */
    long recovered() {
        return recovered;
    }

    long givenUp() {
        return givenUp;
    }

    /** The highest number with its wraps in the upper half, as reports tell it. */
    int extendedHighest() {
        return (int) highest;
    }

    private void onGap(long from, long to, long nowNs) {
        for (long number = Math.max(from, to - MAX_MISSING); number < to; number++) {
            missing.put(number, new Missing(nowNs + REORDER_GRACE_NS));
        }
        while (missing.size() > MAX_MISSING) {
            missing.pollFirstEntry();
            givenUp++;
        }
    }

    private long extend(int sequenceNumber) {
        var distance = sequenceNumber - (int) (highest & 0xFFFF);
        if (distance > HALF_RANGE) {
            distance -= 1 << 16;
        } else if (distance < -HALF_RANGE) {
            distance += 1 << 16;
        }
        return highest + distance;
    }

    private static final class Missing {
        private long nextNs;
        private int requests;

        Missing(long nextNs) {
            this.nextNs = nextNs;
        }
    }
}
