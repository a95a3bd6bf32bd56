package dev.stagedoor.media.stream;

/**
 * How far a participant's NTP clock is from our monotonic one, fixed by its first sender report. It is deliberately never
 * corrected: a steady error moves audio and video alike, a correction between two reports would move them apart.
 */
public final class SenderTime {
    private boolean known;
    private long offsetNs;

    /** Our time at which the participant's clock showed {@code ntp}, in 32.32 fixed point. */
    public long toLocalNs(long ntp, long nowNs) {
        long remoteNs = NtpTime.toNanos(ntp);
        if (!known) {
            known = true;
            offsetNs = nowNs - remoteNs;
        }
        return remoteNs + offsetNs;
    }
}
