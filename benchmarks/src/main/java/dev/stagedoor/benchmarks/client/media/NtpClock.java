package dev.stagedoor.benchmarks.client.media;

import java.time.Instant;

/**
 * Wall-clock time in NTP format (RFC 3550 section 4) for a monotonic time.
 *
 * @param wall wall-clock time at {@code atNs}
 */
record NtpClock(Instant wall, long atNs) {
    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    /** Seconds since 1900 in the upper half, the fraction in the lower. */
    long ntp(long nowNs) {
        var now = wall.plusNanos(nowNs - atNs);
        var fraction = ((long) now.getNano() << 32) / NS_PER_SECOND;
        return ((now.getEpochSecond() + SECONDS_1900_TO_1970) << 32) | fraction;
    }

    /** 24 bits of abs-send-time: 6 bits of seconds, 18 of fraction. */
    int absoluteSendTime(long nowNs) {
        return (int) (ntp(nowNs) >> 14) & 0xFFFFFF;
    }
}
