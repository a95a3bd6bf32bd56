package dev.stagedoor.billing.ledger;

/**
 * How a coin that was spent is shared, and in which currency the performer is owed.
 *
 * @param payoutAsset INR, USD or JPY
 * @param nominalMinorPerCoin worth of one whole coin in minor units of the payout currency: 100 paise, or 1 cent
 * @param performerBasisPoints of the nominal value go to the performer's side
 * @param agencyBasisPoints of the performer's side go to the agency, 0 without one
 */
public record SplitTerms(Asset payoutAsset, long nominalMinorPerCoin, int performerBasisPoints, int agencyBasisPoints) {
    private static final int WHOLE = 10_000;

    public SplitTerms {
        if (payoutAsset == Asset.COIN || nominalMinorPerCoin <= 0) {
            throw new IllegalArgumentException("payout in " + nominalMinorPerCoin + " " + payoutAsset + " a coin");
        }
        if (performerBasisPoints < 0 || performerBasisPoints > WHOLE) {
            throw new IllegalArgumentException("performer's basis points, got " + performerBasisPoints);
        }
        if (agencyBasisPoints < 0 || agencyBasisPoints > WHOLE) {
            throw new IllegalArgumentException("agency's basis points, got " + agencyBasisPoints);
        }
    }

    /** Nominal worth of coins, rounded down. */
    public Money nominalValue(long coinMinor) {
        long worth = Math.multiplyExact(coinMinor, nominalMinorPerCoin);
        return new Money(Math.floorDiv(worth, Asset.COIN.minorPerUnit()), payoutAsset);
    }

    /**
     * What is owed in total for a cumulative gross. Posting the difference of two of these, instead of the share of each
     * part, keeps rounding below one minor unit over a whole session.
     */
    public Share shareOf(long grossCoinMinor) {
        long worth = Math.multiplyExact(grossCoinMinor, nominalMinorPerCoin);
        long pool = Math.multiplyExact(worth, performerBasisPoints) / (Asset.COIN.minorPerUnit() * WHOLE);
        long agency = Math.multiplyExact(pool, agencyBasisPoints) / WHOLE;
        return new Share(pool - agency, agency);
    }
}
