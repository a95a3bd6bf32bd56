package dev.stagedoor.media.transport;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counters of one loop. The loop alone writes, so plain opaque stores do and nothing is locked; anyone may read, and sees each
 * number a moment late.
 */
final class LoopCounters {
    private static final int RECEIVED = TransportDrop.values().length;
    private static final int SENT = RECEIVED + 1;
    private static final int MESSAGES = RECEIVED + 2;
    private static final int HANDED_OVER = RECEIVED + 3;

    private final AtomicLongArray values = new AtomicLongArray(HANDED_OVER + 1);

    void drop(TransportDrop reason) {
        drop(reason, 1);
    }

    @SuppressWarnings("EnumOrdinal") // an index that never leaves the process
    void drop(TransportDrop reason, int count) {
        add(reason.ordinal(), count);
    }

    void received(int datagrams) {
        add(RECEIVED, datagrams);
    }

    /** Datagrams that went out in so many messages; several in one are a segmented message. */
    void sent(int datagrams, int messages) {
        add(SENT, datagrams);
        add(MESSAGES, messages);
    }

    void handedOver() {
        add(HANDED_OVER, 1);
    }

    /** Adds this loop's numbers to a sum. */
    void addTo(long[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values.getOpaque(i);
        }
    }

    /** All loops' numbers together. */
    static TransportStatistics sum(Iterable<LoopCounters> loops) {
        long[] sum = new long[HANDED_OVER + 1];
        loops.forEach(each -> each.addTo(sum));
        return new TransportStatistics(
                sum[RECEIVED],
                sum[SENT],
                sum[MESSAGES],
                sum[HANDED_OVER],
                TransportStatistics.byReason(Arrays.copyOf(sum, RECEIVED)));
    }

    private void add(int index, int count) {
        values.setOpaque(index, values.getPlain(index) + count);
    }
}
