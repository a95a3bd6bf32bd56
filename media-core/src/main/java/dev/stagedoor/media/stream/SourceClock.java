package dev.stagedoor.media.stream;

import dev.stagedoor.media.rtp.Timestamps;

/**
 * What a sender report said (RFC 3550 §6.4.1): at our time {@code atNs}, as its sender's clock has it, the stream's
 * timestamp was {@code rtpTimestamp}. Reports of all streams of one participant are brought to our time by the same
 * {@link SenderTime}, so audio and video keep their relation exactly.
 *
 * @param generation of the numbering that the timestamp belongs to, see {@link StoredPacket#generation}
 */
public record SourceClock(int generation, long atNs, long rtpTimestamp, int clockRateHz) {
    private static final long NS_PER_SECOND = 1_000_000_000;

    /** The stream's timestamp at another time, before or after the report. */
    public long timestampAt(long nowNs) {
        return Timestamps.plus(rtpTimestamp, Timestamps.ticks(nowNs - atNs, clockRateHz));
    }

    /** Our time at which the stream's timestamp was this, before or after the report. */
    public long timeOf(long timestamp) {
        return atNs + Math.ceilDiv(Timestamps.distance(rtpTimestamp, timestamp) * NS_PER_SECOND, clockRateHz);
    }
}
