package dev.stagedoor.billing.risk;

import java.time.Duration;

/**
 * From where on something looks like fraud. What is measured must be more than what is allowed.
 *
 * @param scanEvery time between two scans
 * @param returnedGifts within an hour, between the same two accounts
 * @param spikeSigmas standard deviations above the mean of the thirty days before
 * @param spikeFloorMinor coins a day, in thousandths, below which nobody's spending is unusual
 * @param newcomerFloorMinor the same for those who have not spent for a week yet, whose mean says nothing
 * @param accountsOfDevice that sign in with one browser within {@code traitLife}
 * @param accountsOfCard that pay with one card within {@code traitLife}
 * @param cardTries declined payments of an account within an hour
 * @param newcomerPercent of what a payee earned in the days before, given by one newcomer
 * @param cashOutPercent of what could be paid out, that a payout takes at least to be quick
 * @param cashOutFloorMinor coins of that newcomer, in thousandths, below which it is not worth looking at
 * @param traitLife for how long a browser or a card is remembered after it was last seen
 */
public record RiskTerms(
        Duration scanEvery,
        int returnedGifts,
        int spikeSigmas,
        long spikeFloorMinor,
        long newcomerFloorMinor,
        int accountsOfDevice,
        int accountsOfCard,
        int cardTries,
        int newcomerPercent,
        int cashOutPercent,
        long cashOutFloorMinor,
        Duration traitLife) {
    /** Five gifts, three sigma, three accounts, five cards; spending is looked at from 2,000 coins a day. */
    public static RiskTerms defaults() {
        return new RiskTerms(
                Duration.ofMinutes(5), 5, 3, 2_000_000, 10_000_000, 3, 2, 5, 50, 80, 2_000_000, Duration.ofDays(90));
    }
}
