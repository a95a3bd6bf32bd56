package dev.stagedoor.billing.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a coin that was spent is shared, and in which currency the performer is owed.
 *
 * @param payoutAsset INR, USD or JPY
 * @param nominalMinorPerCoin worth of one whole coin in minor units of the payout currency: 100 paise, or 1 cent
 * @param performerBasisPoints of the nominal value go to the performer's side
 * @param agency who gets a part of the performer's side, null for an independent performer
 */
public record SplitTerms(
        Asset payoutAsset,
        long nominalMinorPerCoin,
        int performerBasisPoints,
        @Nullable AgencyShare agency) {
    private static final int WHOLE = 10_000;

    public SplitTerms {
        if (payoutAsset == Asset.COIN || nominalMinorPerCoin <= 0) {
            throw new IllegalArgumentException("payout in " + nominalMinorPerCoin + " " + payoutAsset + " a coin");
        }
        if (performerBasisPoints < 0 || performerBasisPoints > WHOLE) {
            throw new IllegalArgumentException("performer's basis points, got " + performerBasisPoints);
        }
    }

    /** The same with an agency, or without one. */
    public SplitTerms with(@Nullable AgencyShare other) {
        return new SplitTerms(payoutAsset, nominalMinorPerCoin, performerBasisPoints, other);
    }

    /** Who earns when this performer does. */
    public Payees payeesOf(UUID performer) {
        return agency == null
                ? Payees.independent(performer, payoutAsset)
                : new Payees(performer, agency.agencyId(), payoutAsset);
    }

    /** Nominal worth of coins, rounded down. */
    public Money nominalValue(long coinMinor) {
        long worth = Math.multiplyExact(coinMinor, nominalMinorPerCoin);
        return new Money(Math.floorDiv(worth, Asset.COIN.minorPerUnit()), payoutAsset);
    }

    /**
     * What is owed in total for a cumulative gross: the performer's side rounded down, of that the agency's part rounded
     * down, and what that leaves to the performer. Posting the difference of two of these, instead of the share of each
     * part, keeps rounding below one minor unit over a whole session.
     */
    public Share shareOf(long grossCoinMinor) {
        long worth = Math.multiplyExact(grossCoinMinor, nominalMinorPerCoin);
        long pool = Math.multiplyExact(worth, performerBasisPoints) / (Asset.COIN.minorPerUnit() * WHOLE);
        long agencyMinor = agency == null ? 0 : Math.multiplyExact(pool, agency.basisPoints()) / AgencyShare.WHOLE;
        return new Share(pool - agencyMinor, agencyMinor);
    }
}
