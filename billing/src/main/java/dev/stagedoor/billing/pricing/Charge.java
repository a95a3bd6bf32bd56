package dev.stagedoor.billing.pricing;

/**
 * The charge function of a call: what delivered time costs, and how long coins last. It is applied to cumulative time and
 * only the difference to what was charged before is posted, so rounding never adds up and a repeat is harmless.
 *
 * @param rateMinor thousandths of a coin for one rate unit
 */
public record Charge(RatePlan plan, long rateMinor) {
    public Charge {
        if (rateMinor <= 0) {
            throw new IllegalArgumentException("rate must be positive, got " + rateMinor);
        }
    }

    /**
     * Coins for that much delivered time, in thousandths: connect fee, and the rate for every increment begun, the initial
     * block at least. Multiplied before it is divided, rounded up. Nothing delivered costs nothing.
     */
    public long grossMinor(long deliveredMs) {
        if (deliveredMs <= 0) {
            return 0;
        }
        return Math.addExact(plan.connectFeeMinor(), Math.ceilDiv(product(chargedMs(deliveredMs)), plan.rateUnitMs()));
    }

    /** The time that is charged for: whole increments, the initial block at least. */
    public long chargedMs(long deliveredMs) {
        if (deliveredMs <= 0) {
            return 0;
        }
        long atLeast = Math.max(deliveredMs, plan.initialBlockMs());
        return Math.multiplyExact(Math.ceilDiv(atLeast, plan.incrementMs()), plan.incrementMs());
    }

    /**
     * The longest time that costs no more than that many coins, in whole increments; 0 if they do not pay for the initial
     * block.
     */
    public long affordableMs(long coinMinor) {
        long forTime = coinMinor - plan.connectFeeMinor();
        if (forTime <= 0) {
            return 0;
        }
        // gross is rounded up to an integer, so it is within the coins exactly when the unrounded price is.
        long increments =
                Math.multiplyExact(forTime, plan.rateUnitMs()) / Math.multiplyExact(rateMinor, plan.incrementMs());
        long affordable = Math.multiplyExact(increments, plan.incrementMs());
        return affordable < plan.initialBlockMs() ? 0 : affordable;
    }

    /**
     * Coins for a call that a fault of ours ended: whole seconds delivered, rounded down, and nothing at all below
     * {@code freeBelowMs}.
     */
    public long faultGrossMinor(long deliveredMs, long freeBelowMs) {
        long seconds = faultChargedMs(deliveredMs, freeBelowMs);
        return seconds == 0 ? 0 : Math.addExact(plan.connectFeeMinor(), product(seconds) / plan.rateUnitMs());
    }

    /** The time that is charged for after a fault. */
    public long faultChargedMs(long deliveredMs, long freeBelowMs) {
        return deliveredMs < freeBelowMs ? 0 : deliveredMs / 1_000 * 1_000;
    }

    /** Coins for whole rate units, connect fee included: what must be held before a call rings. */
    public long minimumMinor(int units) {
        return grossMinor(Math.multiplyExact(plan.rateUnitMs(), units));
    }

    private long product(long ms) {
        return Math.multiplyExact(rateMinor, ms);
    }
}
