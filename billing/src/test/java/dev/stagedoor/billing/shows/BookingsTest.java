package dev.stagedoor.billing.shows;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static dev.stagedoor.billing.shows.BookedHalfHour.LENGTH_MS;
import static dev.stagedoor.billing.shows.BookedHalfHour.START;
import static dev.stagedoor.billing.shows.BookedHalfHour.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.FaultyDataSource.Fault;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.metering.CallKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What may be booked, accepted and cancelled: half an hour for 300 coins, two days from now. */
class BookingsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private BookedHalfHour scene;
    private TestBilling test;
    private Bookings bookings;
    private UUID viewer;
    private UUID performer;
    private UUID booking;

    @BeforeEach
    void open() {
        scene = new BookedHalfHour(DATABASE.pool(), 10_000);
        test = scene.test;
        bookings = scene.bookings;
        viewer = scene.viewer;
        performer = scene.performer;
        booking = scene.booking;
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldTakeAnAcceptanceFromThePerformerOnly() {
        bookings.book(scene.request());
        assertThat(bookings.accept(booking, viewer)).isEqualTo(new BookingOutcome.Unknown());
        assertThat(bookings.accept(id(), performer)).isEqualTo(new BookingOutcome.Unknown());
        assertThat(scene.now().acceptedAt()).isNull();
        bookings.accept(booking, performer);
        test.pass(1_000);
        bookings.accept(booking, performer);
        assertThat(scene.now().acceptedAt()).isEqualTo(TestBilling.NOON);
        assertThat(bookings.decline(booking, performer)).isInstanceOf(BookingOutcome.Closed.class);
    }

    @Test
    void shouldRaiseAPriceByTheMinuteWhereItBeginsAtAPeakHour() {
        Instant lateEvening = Instant.parse("2026-03-12T16:30:00Z");
        bookings.book(
                new BookingRequest(booking, viewer, performer, CallKind.VIDEO, coins(5), true, lateEvening, LENGTH_MS));
        assertThat(scene.now().price()).isEqualTo(coins(8 * 30));
    }

    @ParameterizedTest(name = "another one {0} minutes later by {1}: {2}")
    @CsvSource({
        "0,   viewer,    false",
        "29,  performer, false",
        "-29, performer, false",
        "30,  performer, true",
        "-30, viewer,    true",
        "15,  nobody,    true",
    })
    void shouldNeverPutAnybodyIntoTwoPlaces(long minutes, String same, boolean accepted) {
        bookings.book(scene.request());
        test.give(viewer, 400);
        UUID other = test.viewerWith(400);
        BookingRequest second = new BookingRequest(
                id(),
                same.equals("viewer") ? viewer : other,
                same.equals("performer") ? performer : id(),
                CallKind.VIDEO,
                coins(300),
                false,
                START.plusSeconds(minutes * 60),
                LENGTH_MS);
        assertThat(bookings.book(second))
                .isInstanceOf(accepted ? BookingOutcome.Accepted.class : BookingOutcome.Overlaps.class);
        bookings.cancel(booking, performer);
        assertThat(bookings.book(second)).isInstanceOf(BookingOutcome.Accepted.class);
    }

    @Test
    void shouldBookOneOfManyWhoWantTheSameTime() {
        List<BookingOutcome> outcomes = Together.run(Stream.generate(() -> test.viewerWith(400))
                .limit(8)
                .map(each -> scene.request(id(), each, START))
                .<Callable<BookingOutcome>>map(each -> () -> bookings.book(each))
                .toList());
        assertThat(outcomes.stream().filter(BookingOutcome.Accepted.class::isInstance))
                .hasSize(1);
        assertThat(outcomes.stream().filter(BookingOutcome.Overlaps.class::isInstance))
                .hasSize(7);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void shouldBookAndCancelOnceWhateverBecameOfTheCommit(Fault fault) {
        bookings.book(scene.request(id(), test.viewerWith(400), START.plusSeconds(86_400)));
        // The policy's version comes first.
        scene.database.breakAfter(1, fault);
        assertThatThrownBy(() -> bookings.book(scene.request())).isInstanceOf(LedgerUnavailableException.class);
        assertThat(bookings.booking(booking) != null).isEqualTo(fault == Fault.AFTER_COMMIT);
        assertThat(bookings.book(scene.request())).isInstanceOf(BookingOutcome.Accepted.class);
        assertThat(test.held(viewer)).isEqualTo(300_000);

        // It is looked up first.
        scene.database.breakAfter(1, fault);
        assertThatThrownBy(() -> bookings.cancel(booking, viewer)).isInstanceOf(LedgerUnavailableException.class);
        assertThat(scene.now().state())
                .isEqualTo(fault == Fault.AFTER_COMMIT ? Booking.State.CANCELLED : Booking.State.BOOKED);
        assertThat(state(bookings.cancel(booking, viewer))).isEqualTo(Booking.State.CANCELLED);
        assertThat(test.held(viewer)).isZero();
        assertThat(test.available(viewer)).isEqualTo(400_000);
    }

    @Test
    void shouldRefuseWhatCannotBeBooked() {
        assertThat(bookings.book(scene.request(booking, viewer, TestBilling.NOON)))
                .isEqualTo(new BookingOutcome.TooLate());
        Instant latest = TestBilling.NOON.plus(Duration.ofDays(92));
        assertThat(bookings.book(scene.request(booking, viewer, latest.plusMillis(1))))
                .isEqualTo(new BookingOutcome.TooFarAhead(latest));
        UUID poor = test.viewerWith(299);
        assertThat(bookings.book(scene.request(booking, poor, START)))
                .isEqualTo(new BookingOutcome.InsufficientFunds(coins(300), coins(299)));
        bookings.book(scene.request());
        assertThat(bookings.book(scene.request(booking, viewer, START.plusSeconds(1))))
                .isEqualTo(new BookingOutcome.Conflict());
        assertThat(bookings.cancel(booking, id())).isEqualTo(new BookingOutcome.Unknown());
    }

    @Test
    void shouldNotSettleABookingTwiceInTheDatabaseItself() {
        bookings.book(scene.request());
        bookings.cancel(booking, performer);
        assertThat(Sql.attempt(
                        DATABASE.owner(), "update billing.booking set state = 'BOOKED' where id = '" + booking + "'"))
                .isEqualTo("LG008");
    }
}
