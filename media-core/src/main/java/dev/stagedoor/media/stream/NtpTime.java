package dev.stagedoor.media.stream;

/** NTP time in 32.32 fixed-point seconds since 1900 (RFC 3550 §4), unsigned. */
public final class NtpTime {
    private static final long NS_PER_SECOND = 1_000_000_000;

    private NtpTime() {}

    /** Nanoseconds since 1900, rounded down; a fifth of the range of a long. */
    public static long toNanos(long ntp) {
        return (ntp >>> 32) * NS_PER_SECOND + (((ntp & 0xFFFF_FFFFL) * NS_PER_SECOND) >>> 32);
    }

    /** The inverse of {@link #toNanos}. */
    public static long ofNanos(long nanosSince1900) {
        long seconds = Math.floorDiv(nanosSince1900, NS_PER_SECOND);
        long fraction = (Math.floorMod(nanosSince1900, NS_PER_SECOND) << 32) / NS_PER_SECOND;
        return seconds << 32 | fraction;
    }

    /** The middle 32 bits, as report blocks carry them (RFC 3550 §6.4.1, last SR). */
    public static long middle(long ntp) {
        return (ntp >>> 16) & 0xFFFF_FFFFL;
    }
}
