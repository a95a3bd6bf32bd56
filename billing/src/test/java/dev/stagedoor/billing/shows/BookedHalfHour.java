package dev.stagedoor.billing.shows;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FaultyDataSource;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.metering.CallKind;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;

/** Half an hour for 300 coins, agreed for two days from now, and a viewer who has 400. */
final class BookedHalfHour {
    static final Instant START = TestBilling.NOON.plus(Duration.ofDays(2));
    static final long LENGTH_MS = 1_800_000;
    static final long UNTIL_START_MS = Duration.ofDays(2).toMillis();

    final UUID performer = id();
    final UUID booking = id();
    final FaultyDataSource database;
    final TestBilling test;
    final Bookings bookings;
    final UUID viewer;

    /** @param depositBasisPoints of the price that is held from the beginning */
    BookedHalfHour(DataSource pool, int depositBasisPoints) {
        ShowTerms defaults = ShowTerms.defaults();
        BookingTerms terms = new BookingTerms(300_000, 600_000, depositBasisPoints, CancelPolicy.defaults());
        database = new FaultyDataSource(pool);
        test = new TestBilling(
                database,
                BillingConfig.builder()
                        .shows(new ShowTerms(
                                defaults.spyFreeMs(),
                                defaults.gatheringMs(),
                                defaults.leastGroup(),
                                defaults.mostGroup(),
                                defaults.aheadMs(),
                                terms))
                        .build());
        bookings = test.billing.shows().bookings();
        viewer = test.viewerWith(400);
    }

    BookingRequest request() {
        return request(booking, viewer, START);
    }

    BookingRequest request(UUID bookingId, UUID who, Instant start) {
        return new BookingRequest(bookingId, who, performer, CallKind.VIDEO, coins(300), false, start, LENGTH_MS);
    }

    /** The booking as it is. */
    Booking now() {
        return requireNonNull(bookings.booking(booking));
    }

    /** Somebody comes, and it begins if both are there. */
    BookingOutcome join(UUID person) {
        BookingOutcome here = bookings.arrive(booking, person);
        return here instanceof BookingOutcome.Accepted ? bookings.begin(booking) : here;
    }

    void bothJoin() {
        test.pass(UNTIL_START_MS);
        join(viewer);
        assertThat(state(join(performer))).isEqualTo(Booking.State.RUNNING);
    }

    static Booking.State state(BookingOutcome outcome) {
        assertThat(outcome).isInstanceOf(BookingOutcome.Accepted.class);
        return ((BookingOutcome.Accepted) outcome).booking().state();
    }

    /** What the performer has earned by it, in paise. */
    long earned() {
        return test.billing.wallets().earnings(performer).total().amountMinor();
    }
}
