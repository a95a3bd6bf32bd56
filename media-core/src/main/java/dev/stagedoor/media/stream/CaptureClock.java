package dev.stagedoor.media.stream;

import dev.stagedoor.media.rtp.Timestamps;
import dev.stagedoor.media.rtp.WireBytes;
import java.lang.foreign.MemorySegment;

/**
 * When what one source sends was captured (header extension abs-capture-time of libwebrtc). A packet says so once in a
 * while, by the NTP clock of whoever captured it; for the packets between, timestamps tell. What we hand on:
 *
 * <pre>
 * | when it was captured, 64 bits           |  as it came, or extrapolated: the clock is that of the capturing system
 * | that clock minus the sender's, 64 bits  |  the sender is we now, so the offset is made anew
 * </pre>
 *
 * The offset is what the source itself says of the clock behind it plus how far the source's own clock, by its sender
 * reports, is ahead of ours. A source that leaves it out does not know; neither do we then, nor before its first report.
 *
 * <p>A report is late by the time that it took, so it is the one that makes the clock look furthest ahead that took least.
 */
public final class CaptureClock {
    private static final int SHORT_BYTES = 8;
    private static final int LONG_BYTES = 16;

    /** Clocks of cards and of machines part by 0.1 ms in this time; senders say it anew every second. */
    private static final int LASTS_S = 10;

    private static final long NTP_SECOND = 1L << 32;

    /** The estimate sinks by so much with each report, so that a clock that runs slow is followed: 1 ms. */
    private static final long SINKING = NTP_SECOND / 1_000;

    private final int clockRateHz;
    private boolean known;
    private boolean offsetTold;
    private long captured;
    private long toldOffset;
    private long timestamp;
    private boolean reported;
    private long ahead;
    private long halfRoundTrip;

    /** The clock of a source whose timestamps run at this rate. */
    public CaptureClock(int clockRateHz) {
        this.clockRateHz = clockRateHz;
    }

    /**
     * Reads the extension of a packet with this timestamp.
     *
     * @return false if it is neither of the two forms; then nothing has changed
     */
    public boolean read(MemorySegment segment, long offset, int length, long packetTimestamp) {
        if (length != SHORT_BYTES && length != LONG_BYTES) {
            return false;
        }
        known = true;
        captured = WireBytes.u64(segment, offset);
        timestamp = packetTimestamp;
        offsetTold = length == LONG_BYTES;
        toldOffset = offsetTold ? WireBytes.u64(segment, offset + SHORT_BYTES) : 0;
        return true;
    }

    /** A sender report of the source has come: its clock showed {@code ntp} when ours was near {@code ourNtp}. */
    public void onReport(long ntp, long ourNtp) {
        long sample = ntp - ourNtp;
        boolean jumped = Math.abs(sample - ahead) > NTP_SECOND;
        ahead = !reported || jumped ? sample : Math.max(sample, ahead - SINKING);
        reported = true;
    }

    /** The way there and back is known to take so long, 0 if not. */
    public void onRoundTrip(long roundTripNs) {
        halfRoundTrip = NtpTime.ofNanos(roundTripNs / 2);
    }

    /**
     * Writes down when a packet was captured, as far as that is known.
     *
     * @param told whether it was this packet that was read last
     */
    public void mark(StoredPacket packet, boolean told) {
        long passed = Timestamps.distance(timestamp, packet.timestamp());
        if (!known || Math.abs(passed) > (long) LASTS_S * clockRateHz) {
            return;
        }
        packet.captured(captured + passed * NTP_SECOND / clockRateHz, told);
        if (offsetTold && reported) {
            packet.captureOffset(toldOffset + ahead + halfRoundTrip);
        }
    }
}
