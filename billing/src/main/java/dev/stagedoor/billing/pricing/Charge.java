package dev.stagedoor.billing.pricing;

/**
 * The charge function of a session: what delivered time costs, and how long coins last. It is applied to cumulative time
 * and only the difference to what was charged before is posted, so rounding never adds up and a repeat is harmless.
 *
 * <p>The rate may change on the way (audio becomes video). Time is then still cut once, from the beginning, so that
 * switching back and forth never rounds up twice: each millisecond costs the rate it was delivered at, and the part of the
 * begun increment that is still to come costs the present rate. A cheaper rate would make that part cheaper than it was;
 * what has been charged stays charged instead, until time catches up with it.
 *
 * @param rateMinor thousandths of a coin for one rate unit, from the last change of rate on
 */
public record Charge(RatePlan plan, long rateMinor, Earlier earlier) {
    /**
     * Charged time before the present rate.
     *
     * @param untilMs where it ended, in charged time
     * @param product rate times milliseconds, summed
     * @param chargedMinor what had been charged there
     */
    public record Earlier(long untilMs, long product, long chargedMinor) {
        static final Earlier NONE = new Earlier(0, 0, 0);
    }

    public Charge {
        if (rateMinor <= 0) {
            throw new IllegalArgumentException("rate must be positive, got " + rateMinor);
        }
    }

    /** One rate from the beginning. */
    public Charge(RatePlan plan, long rateMinor) {
        this(plan, rateMinor, Earlier.NONE);
    }

    /** The same up to that much delivered time, and another rate from there on. */
    public Charge switchedTo(long newRateMinor, long deliveredMs) {
        long atMs = Math.max(earlier.untilMs, countedMs(deliveredMs));
        return new Charge(plan, newRateMinor, new Earlier(atMs, product(atMs), grossMinor(deliveredMs)));
    }

    /**
     * Coins for that much delivered time, in thousandths: connect fee, and the rate for every increment begun, the initial
     * block at least. Multiplied before it is divided, rounded up. Nothing delivered costs nothing.
     */
    public long grossMinor(long deliveredMs) {
        long chargedMs = chargedMs(deliveredMs);
        if (chargedMs == 0) {
            return 0;
        }
        long forTime = Math.ceilDiv(product(Math.max(chargedMs, earlier.untilMs)), plan.rateUnitMs());
        return Math.max(earlier.chargedMinor, Math.addExact(plan.connectFeeMinor(), forTime));
    }

    /** The time that is charged for: whole increments, the initial block at least; what is given first is not in it. */
    public long chargedMs(long deliveredMs) {
        long countedMs = countedMs(deliveredMs);
        if (countedMs <= 0) {
            return 0;
        }
        long atLeast = Math.max(countedMs, plan.initialBlockMs());
        return Math.multiplyExact(Math.ceilDiv(atLeast, plan.incrementMs()), plan.incrementMs());
    }

    /**
     * The longest time that costs no more than that many coins, in whole increments; only what is free if they do not pay
     * for the initial block.
     */
    public long affordableMs(long coinMinor) {
        long freeMs = Math.max(plan.freeFirstMs(), plan.freeBelowMs());
        long forTime = coinMinor - plan.connectFeeMinor();
        if (forTime <= 0) {
            return freeMs;
        }
        // gross is rounded up to an integer, so it is within the coins exactly when the unrounded price is.
        long left = Math.multiplyExact(forTime, plan.rateUnitMs()) - earlier.product;
        if (left < 0) {
            return freeMs;
        }
        long wholeMs = (earlier.untilMs + left / rateMinor) / plan.incrementMs() * plan.incrementMs();
        return wholeMs == 0 || wholeMs < plan.initialBlockMs()
                ? freeMs
                : Math.max(freeMs, Math.addExact(plan.freeFirstMs(), wholeMs));
    }

    /**
     * Coins for a session that a fault of ours ended: whole seconds delivered, rounded down, and nothing at all below
     * {@code freeBelowMs}.
     */
    public long faultGrossMinor(long deliveredMs, long freeBelowMs) {
        long secondsMs = faultChargedMs(deliveredMs, freeBelowMs);
        return secondsMs == 0 ? 0 : Math.addExact(plan.connectFeeMinor(), product(secondsMs) / plan.rateUnitMs());
    }

    /** The time that is charged for after a fault. */
    public long faultChargedMs(long deliveredMs, long freeBelowMs) {
        return deliveredMs < freeBelowMs ? 0 : countedMs(deliveredMs) / 1_000 * 1_000;
    }

    /** Coins for whole rate units, connect fee included: what must be held before a session begins. */
    public long minimumMinor(int units) {
        long unitsMs = Math.addExact(plan.freeFirstMs(), Math.multiplyExact(plan.rateUnitMs(), units));
        return grossMinor(Math.max(unitsMs, plan.freeBelowMs() + 1));
    }

    private long countedMs(long deliveredMs) {
        return deliveredMs <= plan.freeBelowMs() ? 0 : Math.max(0, deliveredMs - plan.freeFirstMs());
    }

    /** Rate times milliseconds up to that much charged time. */
    private long product(long chargedMs) {
        if (chargedMs >= earlier.untilMs) {
            return Math.addExact(earlier.product, Math.multiplyExact(rateMinor, chargedMs - earlier.untilMs));
        }
        // Only a fault asks for less than was delivered at the last change, and only for a part of a second less.
        long missing = Math.multiplyExact(earlier.product, earlier.untilMs - chargedMs);
        return earlier.product - Math.ceilDiv(missing, earlier.untilMs);
    }
}
