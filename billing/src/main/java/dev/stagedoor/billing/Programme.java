package dev.stagedoor.billing;

import dev.stagedoor.billing.audit.Job;
import dev.stagedoor.billing.audit.Schedule;
import dev.stagedoor.billing.metering.Metering;
import dev.stagedoor.billing.metering.MeteringContext;
import dev.stagedoor.billing.shows.Shows;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresBookings;
import dev.stagedoor.billing.store.PostgresEscrow;
import dev.stagedoor.billing.store.PostgresGroupShows;
import dev.stagedoor.billing.store.PostgresTipBoard;
import java.time.Duration;
import java.util.List;

/** What performers sell besides calls, on a database, with what has to be done for it from time to time. */
final class Programme {
    private static final Schedule EVERY_MINUTE = new Schedule.Every(Duration.ofMinutes(1));

    private final Shows shows;

    Programme(Database database, BillingConfig config, Metering metering, MeteringContext context) {
        shows = new Shows(
                metering,
                new Shows.Stores(
                        new PostgresGroupShows(database),
                        new PostgresEscrow(database),
                        new PostgresTipBoard(database),
                        new PostgresBookings(database)),
                config.shows(),
                config.split(),
                context);
    }

    Shows shows() {
        return shows;
    }

    List<Job> jobs() {
        return List.of(
                new Job("abandoned-shows", EVERY_MINUTE, _ -> shows.groups().endAbandoned() + " group shows ended"),
                new Job(
                        "bookings",
                        EVERY_MINUTE,
                        now -> shows.bookings().run(now) + " bookings that somebody stayed away from"),
                new Job("escrow", EVERY_MINUTE, now -> shows.escrow().run(now) + " tickets and pledges settled"));
    }
}
