package dev.stagedoor.billing.ledger;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How long coins live.
 *
 * @param promoDays promotional coins, from grant
 * @param bonusDays bonus coins, from grant
 * @param paidInactivityDays bought coins, without any activity of their owner
 * @param paidExpiry whether bought coins expire at all; the law of some places forbids it
 * @param mercy coins that come back to a lot whose time is over live until this long after it; zero for none
 * @param warnDays before an expiry, when the owner is warned
 * @param closeAt when the day's revenue is recognised and warnings are given, in {@code zone}
 */
public record LotTerms(
        int promoDays,
        int bonusDays,
        int paidInactivityDays,
        boolean paidExpiry,
        Duration mercy,
        List<Integer> warnDays,
        LocalTime closeAt,
        ZoneId zone) {
    public LotTerms {
        warnDays = List.copyOf(warnDays);
        if (promoDays <= 0 || bonusDays <= 0 || paidInactivityDays <= 0 || mercy.isNegative()) {
            throw new IllegalArgumentException(
                    "lives of coins of at least a day, got promo %d, bonus %d, paid %d, mercy %s"
                            .formatted(promoDays, bonusDays, paidInactivityDays, mercy));
        }
        if (warnDays.stream().anyMatch(days -> days <= 0)) {
            throw new IllegalArgumentException("days before an expiry are positive, got " + warnDays);
        }
    }

    /** 30 days, 90 days, a year without activity; a day of mercy; warned 30 and 7 days before; closed at 03:00 in Kolkata. */
    public static LotTerms defaults() {
        return new LotTerms(
                30, 90, 365, true, Duration.ofDays(1), List.of(30, 7), LocalTime.of(3, 0), ZoneId.of("Asia/Kolkata"));
    }

    /** The same with other lives. */
    public LotTerms living(int newPromoDays, int newBonusDays, int newPaidInactivityDays, boolean expiresPaid) {
        return new LotTerms(
                newPromoDays, newBonusDays, newPaidInactivityDays, expiresPaid, mercy, warnDays, closeAt, zone);
    }

    /**
     * Days before an expiry, when its owner is first warned; 0 if never.
     *
     * @param ofMonth coins that come anew every month are no news on the day that they come: the last warning is enough for them
     */
    public int warnedWithin(boolean ofMonth) {
        IntStream days = warnDays.stream().mapToInt(Integer::intValue);
        return (ofMonth ? days.min() : days.max()).orElse(0);
    }

    /** Days from grant to expiry, null for classes that carry no date. */
    public @Nullable Integer lifeDays(LotClass lotClass) {
        return switch (lotClass) {
            case PROMO -> Integer.valueOf(promoDays);
            case BONUS -> Integer.valueOf(bonusDays);
            case SUBSCRIPTION, REFUND, PAID -> null;
        };
    }
}
