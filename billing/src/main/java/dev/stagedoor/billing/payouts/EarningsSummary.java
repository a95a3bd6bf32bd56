package dev.stagedoor.billing.payouts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payee's money at one moment, in minor units of the payout currency. Days are those of the terms' zone.
 *
 * @param pendingMinor earned, not yet withdrawable; below 0 if refunds took more than is pending
 * @param becoming what of it becomes available when, soonest first; refunds are taken off the soonest
 * @param inTransitMinor asked for and not yet paid, tax left out
 * @param paidMinor paid so far, tax left out
 * @param withheldMinor tax withheld so far
 * @param earned by work: today, this week from Monday on, this month, ever
 * @param days the last seven, oldest first, today included
 */
public record EarningsSummary(
        long pendingMinor,
        List<Becoming> becoming,
        long availableMinor,
        long reserveMinor,
        long frozenMinor,
        long inTransitMinor,
        long paidMinor,
        long withheldMinor,
        Earned earned,
        List<Day> days,
        Standing standing) {
    public EarningsSummary {
        becoming = List.copyOf(becoming);
        days = List.copyOf(days);
    }

    /** An amount and the moment from which it can be withdrawn. */
    public record Becoming(Instant availableAt, long amountMinor) {}

    /** What was earned in calendar periods that run now. */
    public record Earned(long todayMinor, long weekMinor, long monthMinor, long totalMinor) {}

    /**
     * One day of work.
     *
     * @param earnedMinor less refunds
     * @param calls that took place
     * @param gifts tips and gifts that were given
     */
    public record Day(LocalDate date, long earnedMinor, long calls, long gifts) {}

    /**
     * What stands between the payee and the money.
     *
     * @param rejection why a reviewer turned the payee down, empty if none did
     * @param destination null if the payee has named no bank account
     */
    public record Standing(
            boolean verified,
            String rejection,
            boolean frozen,
            PayoutSchedule schedule,
            @Nullable ShownDestination destination) {}
}
