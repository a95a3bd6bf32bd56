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

    /** What {@link Builder} says of each; other nodes may be running on the database. */
    public static MeteringTerms defaults() {
        return builder().build();
    }

    /** The defaults, to be changed one by one. */
    public static Builder builder() {
        return new Builder();
    }

    /** The same where this process is the only one on the database. */
    public MeteringTerms exclusively() {
        return new MeteringTerms(
                warnRemainingMs,
                finalRemainingMs,
                extendBelowMs,
                captureEveryMs,
                maximumCallMs,
                heartbeatMs,
                leaseMs,
                leaseRenewMs,
                holdTtlMs,
                faultFreeBelowMs,
                true);
    }

    /** The terms one by one; a setter's comment gives unit and default. */
    public static final class Builder {
        /** Longer than ringing and connecting take. */
        private static final long HOLD_TTL_MS = 180_000;

        private static final long FAULT_FREE_BELOW_MS = 60_000;

        private long warnRemainingMs = 120_000;
        private long finalRemainingMs = 30_000;
        private long extendBelowMs = 75_000;
        private long captureEveryMs = 10_000;
        private long maximumCallMs = 10_800_000;
        private long heartbeatMs = 10_000;
        private long leaseMs = 30_000;
        private long leaseRenewMs = 15_000;

        private Builder() {}

        /** Paid time left at which a call is {@code LOW}, in ms; 120000. */
        public Builder warnRemainingMs(long value) {
            warnRemainingMs = value;
            return this;
        }

        /** Paid time left at which a call is {@code FINAL}, in ms; 30000. */
        public Builder finalRemainingMs(long value) {
            finalRemainingMs = value;
            return this;
        }

        /** Paid time left at which the hold is extended, in ms; 75000. */
        public Builder extendBelowMs(long value) {
            extendBelowMs = value;
            return this;
        }

        /** Delivered time between two captures at least, in ms; 10000. Matters for {@code SECOND} only. */
        public Builder captureEveryMs(long value) {
            captureEveryMs = value;
            return this;
        }

        /** The longest call, in ms of delivered time; 10800000, three hours. */
        public Builder maximumCallMs(long value) {
            maximumCallMs = value;
            return this;
        }

        /** How often delivered time is made durable, in ms of delivered time; 10000. */
        public Builder heartbeatMs(long value) {
            heartbeatMs = value;
            return this;
        }

        /** A node that has not renewed for this long is dead, in ms; 30000. */
        public Builder leaseMs(long value) {
            leaseMs = value;
            return this;
        }

        /** Time between renewals, in ms; 15000. */
        public Builder leaseRenewMs(long value) {
            leaseRenewMs = value;
            return this;
        }

        /** The terms; throws {@link IllegalArgumentException} for what cannot be. */
        public MeteringTerms build() {
            return new MeteringTerms(
                    warnRemainingMs,
                    finalRemainingMs,
                    extendBelowMs,
                    captureEveryMs,
                    maximumCallMs,
                    heartbeatMs,
                    leaseMs,
                    leaseRenewMs,
                    HOLD_TTL_MS,
                    FAULT_FREE_BELOW_MS,
                    false);
        }
    }
}
