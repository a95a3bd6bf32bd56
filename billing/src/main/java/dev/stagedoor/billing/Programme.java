package dev.stagedoor.billing;

import dev.stagedoor.billing.audit.Job;
import dev.stagedoor.billing.audit.Schedule;
import dev.stagedoor.billing.metering.Metering;
import dev.stagedoor.billing.metering.MeteringContext;
import dev.stagedoor.billing.pricing.PriceBook;
import dev.stagedoor.billing.referrals.Referrals;
import dev.stagedoor.billing.shows.Shows;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresBookings;
import dev.stagedoor.billing.store.PostgresEscrow;
import dev.stagedoor.billing.store.PostgresGroupShows;
import dev.stagedoor.billing.store.PostgresReferrals;
import dev.stagedoor.billing.store.PostgresSubscriptions;
import dev.stagedoor.billing.store.PostgresTipBoard;
import dev.stagedoor.billing.store.SpendGuard;
import dev.stagedoor.billing.subscriptions.Subscriptions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** What performers sell besides calls, and whom they bring, on a database, with what has to be done for it from time to time. */
final class Programme {
    private static final Schedule EVERY_MINUTE = new Schedule.Every(Duration.ofMinutes(1));

    private final Shows shows;
    private final Subscriptions subscriptions;
    private final Referrals referrals;
    private final Schedule nightly;

    /** @param verified whose papers are */
    Programme(
            Database database,
            BillingConfig config,
            Metering metering,
            PriceBook prices,
            Predicate<UUID> verified,
            MeteringContext context) {
        SpendGuard guard = new SpendGuard(context.clock());
        shows = new Shows(
                metering,
                new Shows.Stores(
                        new PostgresGroupShows(database),
                        new PostgresEscrow(database, guard),
                        new PostgresTipBoard(database),
                        new PostgresBookings(database, guard)),
                config.shows(),
                prices,
                context);
        subscriptions = new Subscriptions(
                new PostgresSubscriptions(database, guard, context.ids()),
                prices::prices,
                config.subscriptions(),
                prices,
                context.clock(),
                context.ids());
        referrals = new Referrals(
                new PostgresReferrals(database, context.ids(), prices::referralsAt),
                prices,
                verified,
                config.prices().asset(),
                new SecureRandom());
        nightly = new Schedule.Daily(config.lots().closeAt(), config.lots().zone());
    }

    Shows shows() {
        return shows;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    Referrals referrals() {
        return referrals;
    }

    List<Job> jobs() {
        return List.of(
                new Job(
                        "subscriptions",
                        EVERY_MINUTE,
                        now -> subscriptions.run(now) + " subscriptions renewed or ended"),
                new Job("abandoned-shows", EVERY_MINUTE, _ -> shows.groups().endAbandoned() + " group shows ended"),
                new Job(
                        "bookings",
                        EVERY_MINUTE,
                        now -> shows.bookings().run(now) + " bookings that somebody stayed away from"),
                new Job("escrow", EVERY_MINUTE, now -> shows.escrow().run(now) + " tickets and pledges settled"),
                new Job("late-commissions", nightly, _ -> referrals.catchUp()));
    }
}
