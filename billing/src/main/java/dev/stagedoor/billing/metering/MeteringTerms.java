package dev.stagedoor.billing.metering;

/**
 * How a running call is watched. All times are in milliseconds of delivered time unless said otherwise.
 *
 * @param warnRemainingMs at this much left the call is {@link Funding#LOW}
 * @param finalRemainingMs at this much left the call is {@link Funding#FINAL}
 * @param extendBelowMs the hold is extended when it pays for less than this
 * @param captureEveryMs at least this much time lies between two captures, however short the increment
 * @param maximumCallMs no call is longer
 * @param heartbeatMs delivered time is made durable this often: the most a crash can cost the house
 * @param leaseMs wall time after which a node that has not renewed is taken for dead
 * @param leaseRenewMs wall time between renewals
 * @param holdTtlMs wall time after which a hold whose call never started is released
 * @param faultFreeBelowMs a call that a fault ended before this is free
 * @param exclusive no other node can be running on this database, so every session of another node is an orphan
 */
public record MeteringTerms(
        long warnRemainingMs,
        long finalRemainingMs,
        long extendBelowMs,
        long captureEveryMs,
        long maximumCallMs,
        long heartbeatMs,
        long leaseMs,
        long leaseRenewMs,
        long holdTtlMs,
        long faultFreeBelowMs,
        boolean exclusive) {
    public MeteringTerms {
        if (leaseRenewMs >= leaseMs) {
            throw new IllegalArgumentException("lease of " + leaseMs + " ms is not longer than " + leaseRenewMs);
        }
        if (heartbeatMs <= 0 || maximumCallMs <= 0 || holdTtlMs <= 0 || leaseRenewMs <= 0) {
            throw new IllegalArgumentException("metering times must be positive");
        }
    }
}
