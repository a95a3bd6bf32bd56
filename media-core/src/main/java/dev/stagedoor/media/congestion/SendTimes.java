package dev.stagedoor.media.congestion;

/**
 * Reads absolute send times (the abs-send-time header extension): 24 bits of 6.18 fixed-point seconds by a clock of the sender's
 * that nobody knows, so that it begins again every 64 s. Each is taken as the nearest to the one before, which undoes that and
 * reordering alike, as long as they are less than 32 s apart.
 */
final class SendTimes {
    private static final int FRACTION_BITS = 18;
    private static final int FRACTION_MASK = (1 << FRACTION_BITS) - 1;
    private static final int UNUSED_BITS = 8;
    private static final long NS_PER_SECOND = 1_000_000_000;

    private long last;

    /** Nanoseconds from wherever the sender began, to 4 µs. */
    long toNanos(int absoluteSendTime) {
        int step = (absoluteSendTime - (int) last) << UNUSED_BITS >> UNUSED_BITS;
        last += step;
        return (last >> FRACTION_BITS) * NS_PER_SECOND + (((last & FRACTION_MASK) * NS_PER_SECOND) >> FRACTION_BITS);
    }
}
