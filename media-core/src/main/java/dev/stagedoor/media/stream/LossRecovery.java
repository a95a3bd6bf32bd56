package dev.stagedoor.media.stream;

import dev.stagedoor.media.rtcp.RtcpWriter;

/**
 * Asks a sender for the packets of one stream that have not come (RFC 4585 §6.2.1). A hole in the numbering is left alone
 * for a short grace, because networks reorder; then it is asked for, and again after each round trip, until it is filled,
 * too old, or asked for too often.
 *
 * <p>Missing numbers are kept sorted in arrays of fixed size: holes are few, so insertion and removal by shifting beat
 * any tree, and nothing is allocated.
 */
public final class LossRecovery {
    /** More holes than this in one stream is an outage, not loss: only a key frame helps, so all are forgotten. */
    static final int MAX_MISSING = 256;

    /** How long a hole may be reordering: over most paths reordered packets come within a few milliseconds. */
    static final long GRACE_NS = 5_000_000;

    /** A packet older than this would come after its picture's turn. */
    static final long MAX_AGE_NS = 1_000_000_000;

    static final int MAX_REQUESTS = 8;

    /** Not faster than this even on a path without delay, so that one answer can come before the next question. */
    static final long MIN_RETRY_NS = 20_000_000;

    private static final int BITS_PER_ITEM = 16;

    /** Until a retransmission tells: about a path across a continent. */
    static final long ASSUMED_ROUND_TRIP_NS = 100_000_000;

    /** Of each retransmission's time so much is learned: one that was itself asked for twice says little. */
    private static final int LEARNED_SHARE = 4;

    private final long[] missing = new long[MAX_MISSING];
    /** When each was noticed, and as soon as it is asked for, when that was first. */
    private final long[] sinceNs = new long[MAX_MISSING];

    private final long[] askedNs = new long[MAX_MISSING];
    private final int[] requests = new int[MAX_MISSING];
    private final boolean[] due = new boolean[MAX_MISSING];
    private int count;
    private boolean started;
    private long highest;
    private long answerNs = ASSUMED_ROUND_TRIP_NS;

    /**
     * A packet has arrived for the first time, also by retransmission.
     *
     * @param recovered it came by retransmission, hence tells how long an answer takes
     * @return false if the hole before it is too large to be filled by asking; a key frame is needed
     */
    public boolean onPacket(long sequence, boolean recovered, long nowNs) {
        if (recovered) {
            learn(sequence, nowNs);
        }
        if (!started) {
            started = true;
            highest = sequence;
            return true;
        }
        if (sequence <= highest) {
            remove(sequence);
            return true;
        }
        long hole = sequence - highest - 1;
        boolean recoverable = count + hole <= MAX_MISSING;
        if (recoverable) {
            for (long number = highest + 1; number < sequence; number++) {
                missing[count] = number;
                sinceNs[count] = nowNs;
                requests[count] = 0;
                count++;
            }
        } else {
            count = 0;
        }
        highest = sequence;
        return recoverable;
    }

    /**
     * From the first request for a packet on, not from the last: on a path that is longer than was thought the answer comes after
     * another request, and would make the path look short for ever.
     */
    private void learn(long sequence, long nowNs) {
        for (int i = 0; i < count; i++) {
            if (missing[i] == sequence && requests[i] > 0) {
                answerNs += (nowNs - sinceNs[i] - answerNs) / LEARNED_SHARE;
            }
        }
    }

    /** How long answers take, as far as retransmissions have told; for a sender that no other report is exchanged with. */
    public long answerNs() {
        return answerNs;
    }

    /** Holes that are still hoped to be filled. */
    public int missingCount() {
        return count;
    }

    /**
     * Appends a NACK for what is due now.
     *
     * @return how many packets were asked for
     */
    public int request(RtcpWriter out, long senderSsrc, long mediaSsrc, long roundTripNs, long nowNs) {
        giveUp(nowNs);
        long retryNs = Math.max(MIN_RETRY_NS, roundTripNs + roundTripNs / 4);
        int dueCount = 0;
        for (int i = 0; i < count; i++) {
            due[i] = requests[i] == 0 ? nowNs - sinceNs[i] >= GRACE_NS : nowNs - askedNs[i] >= retryNs;
            dueCount += due[i] ? 1 : 0;
        }
        if (dueCount == 0 || !out.nack(senderSsrc, mediaSsrc)) {
            return 0;
        }
        return writeItems(out, nowNs);
    }

    private int writeItems(RtcpWriter out, long nowNs) {
        int asked = 0;
        int i = 0;
        while (i < count) {
            if (!due[i]) {
                i++;
                continue;
            }
            long first = missing[i];
            int following = 0;
            int next = i + 1;
            while (next < count && missing[next] - first <= BITS_PER_ITEM) {
                if (due[next]) {
                    following |= 1 << (int) (missing[next] - first - 1);
                }
                next++;
            }
            if (!out.nackItem((int) (first & 0xFFFF), following)) {
                return asked;
            }
            for (; i < next; i++) {
                if (due[i]) {
                    sinceNs[i] = requests[i] == 0 ? nowNs : sinceNs[i];
                    askedNs[i] = nowNs;
                    requests[i]++;
                    asked++;
                }
            }
        }
        return asked;
    }

    private void giveUp(long nowNs) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (requests[i] < MAX_REQUESTS && nowNs - sinceNs[i] < MAX_AGE_NS) {
                move(i, kept++);
            }
        }
        count = kept;
    }

    private void remove(long sequence) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (missing[i] != sequence) {
                move(i, kept++);
            }
        }
        count = kept;
    }

    private void move(int from, int to) {
        missing[to] = missing[from];
        sinceNs[to] = sinceNs[from];
        askedNs[to] = askedNs[from];
        requests[to] = requests[from];
    }
}
