package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.ledger.Asset;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The rules of payouts. Amounts are in minor units of {@code asset}, tax included.
 *
 * @param zone whose calendar says what a day and a month are
 * @param minimumMinor smallest payout
 * @param dayCapMinor most that one payee may ask for in a day
 * @param monthCapMinor the same in a calendar month
 * @param approveAboveMinor payouts larger than this wait for a person
 * @param dailyAt when scheduled payouts are made
 * @param weeklyOn on which day those of a week are made
 * @param maximumAttempts how often a payout that failed is made, the first time included
 * @param answerWithin after this long without an answer the provider is asked what became of a payout
 * @param provider name of the provider that pays, for example {@code sandbox}
 */
public record PayoutTerms(
        Asset asset,
        ZoneId zone,
        long minimumMinor,
        long dayCapMinor,
        long monthCapMinor,
        long approveAboveMinor,
        LocalTime dailyAt,
        DayOfWeek weeklyOn,
        int maximumAttempts,
        Duration answerWithin,
        String provider) {
    public PayoutTerms {
        if (minimumMinor <= 0 || dayCapMinor < minimumMinor || monthCapMinor < dayCapMinor) {
            throw new IllegalArgumentException("payouts of at least %d, at most %d a day and %d a month"
                    .formatted(minimumMinor, dayCapMinor, monthCapMinor));
        }
        if (maximumAttempts < 1 || answerWithin.isNegative() || answerWithin.isZero()) {
            throw new IllegalArgumentException(
                    "payouts are made %d times, answers come within %s".formatted(maximumAttempts, answerWithin));
        }
    }

    /** The same with other limits. What waits for a person stays as it is: higher caps let nothing more by unseen. */
    public PayoutTerms limitedTo(long newMinimumMinor, long newDayCapMinor, long newMonthCapMinor) {
        return new PayoutTerms(
                asset,
                zone,
                newMinimumMinor,
                newDayCapMinor,
                newMonthCapMinor,
                approveAboveMinor,
                dailyAt,
                weeklyOn,
                maximumAttempts,
                answerWithin,
                provider);
    }

    /** The same where a person looks at all that are larger. */
    public PayoutTerms approvingAbove(long amountMinor) {
        return new PayoutTerms(
                asset,
                zone,
                minimumMinor,
                dayCapMinor,
                monthCapMinor,
                amountMinor,
                dailyAt,
                weeklyOn,
                maximumAttempts,
                answerWithin,
                provider);
    }

    /**
     * At least 500, at most 50,000 a day and 500,000 a month in whole units, at 06:00; a person looks at none that the caps
     * let through.
     */
    public static PayoutTerms defaults(Asset asset, ZoneId zone, String provider) {
        long unit = asset.minorPerUnit();
        return new PayoutTerms(
                asset,
                zone,
                500 * unit,
                50_000 * unit,
                500_000 * unit,
                50_000 * unit,
                LocalTime.of(6, 0),
                DayOfWeek.MONDAY,
                3,
                Duration.ofMinutes(1),
                provider);
    }
}
