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
    private static final int HANDED_OVER = RECEIVED + 2;
    /** Messages of one datagram, of two, and so on. */
    private static final int GROUPS = RECEIVED + 3;

    private static final int COUNT = GROUPS + SendBatch.MAX_SEGMENTS;

    private final AtomicLongArray values = new AtomicLongArray(COUNT);

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

    /** One message that went out; with several datagrams it is a segmented one. */
    void sent(int datagrams) {
        add(SENT, datagrams);
        add(GROUPS + datagrams - 1, 1);
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

    /** This loop's numbers beside its processor time. */
    LoopStatistics statistics(int index, long cpuNs) {
        return new LoopStatistics(index, values.getOpaque(RECEIVED), values.getOpaque(SENT), cpuNs);
    }

    /** All loops' numbers together. */
    static TransportStatistics sum(Iterable<LoopCounters> loops) {
        long[] sum = new long[COUNT];
        loops.forEach(each -> each.addTo(sum));
        return new TransportStatistics(
                sum[RECEIVED],
                sum[SENT],
                Arrays.stream(sum, GROUPS, COUNT).boxed().toList(),
                sum[HANDED_OVER],
                TransportStatistics.byReason(Arrays.copyOf(sum, RECEIVED)));
    }

    private void add(int index, int count) {
        values.setOpaque(index, values.getPlain(index) + count);
    }
}
