package dev.stagedoor.media.room;

import java.util.function.IntSupplier;

/**
 * What every room of a server shares.
 *
 * @param ntpOffsetNs added to a loop's monotonic time, gives nanoseconds since 1900 for sender reports
 * @param drops what all rooms did not pass on
 * @param random 32 random bits a call, for first sequence numbers and timestamps (RFC 3550 §5.1); thread-safe
 */
public record RoomSettings(RoomLimits limits, long ntpOffsetNs, DropTotals drops, IntSupplier random) {
    /** Of a server on which nothing was dropped yet. */
    public RoomSettings(RoomLimits limits, long ntpOffsetNs, IntSupplier random) {
        this(limits, ntpOffsetNs, new DropTotals(), random);
    }
}
