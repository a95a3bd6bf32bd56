package dev.stagedoor.billing.shows;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FaultyDataSource;
import dev.stagedoor.billing.FaultyDataSource.Fault;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.metering.Metering;
import dev.stagedoor.billing.metering.Receipt;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.wallet.Movement;
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

/** Half an hour for 300 coins, agreed for two days from now. */
class BookingsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final Instant START = TestBilling.NOON.plus(Duration.ofDays(2));
    private static final long HALF_HOUR_MS = 1_800_000;
    private static final long UNTIL_START_MS = Duration.ofDays(2).toMillis();

    private final UUID performer = id();
    private final UUID booking = id();
    private FaultyDataSource database;
    private TestBilling test;
    private Bookings bookings;
    private UUID viewer;

    @BeforeEach
    void open() {
        open(10_000);
    }

    private void open(int depositBasisPoints) {
        ShowTerms defaults = ShowTerms.defaults();
        BookingTerms terms = new BookingTerms(300_000, 600_000, depositBasisPoints, CancelPolicy.defaults());
        database = new FaultyDataSource(DATABASE.pool());
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

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @ParameterizedTest(name = "{1} by the {0} with {2} minutes left: {3} of 300 coins kept")
    @CsvSource({
        "VIEWER,    CANCEL,  2880, 0",
        "VIEWER,    CANCEL,  1440, 0",
        "VIEWER,    CANCEL,  1439, 150",
        "VIEWER,    CANCEL,  120,  150",
        "VIEWER,    CANCEL,  119,  300",
        "VIEWER,    CANCEL,  -5,   300",
        "PERFORMER, CANCEL,  2880, 0",
        "PERFORMER, CANCEL,  1,    0",
        "VIEWER,    NO_SHOW, -10,  300",
        "PERFORMER, NO_SHOW, -10,  0",
    })
    void shouldGiveBackWhatThePolicySays(Party party, CancelPolicy.Event event, long minutesLeft, long kept) {
        assertThat(bookings.book(request(booking, START))).isInstanceOf(BookingOutcome.Accepted.class);
        assertThat(state(bookings.accept(booking, performer))).isEqualTo(Booking.State.BOOKED);
        assertThat(test.held(viewer)).isEqualTo(300_000);
        test.pass(UNTIL_START_MS - minutesLeft * 60_000 - (event == CancelPolicy.Event.NO_SHOW ? 600_000 : 0));
        if (event == CancelPolicy.Event.CANCEL) {
            bookings.cancel(booking, party == Party.VIEWER ? viewer : performer);
        } else {
            join(booking, party == Party.VIEWER ? performer : viewer);
            test.pass(600_000);
            bookings.run(START.plusMillis(600_000));
            bookings.run(START.plusMillis(600_000));
        }
        Booking after = requireNonNull(bookings.booking(booking));
        assertThat(after.state())
                .isEqualTo(event == CancelPolicy.Event.CANCEL ? Booking.State.CANCELLED : Booking.State.NO_SHOW);
        assertThat(after.kept()).isEqualTo(coins(kept));
        assertThat(after.settledFor()).isEqualTo(party);
        assertThat(test.held(viewer)).isZero();
        assertThat(test.available(viewer)).isEqualTo((400 - kept) * 1_000);
        assertThat(test.billing
                        .wallets()
                        .movements(viewer, Movement.Filter.SPENT, null, 9)
                        .items())
                .extracting(Movement::kind)
                .isEqualTo(kept == 0 ? List.of() : List.of("BOOKING_FEE"));
        assertThat(earned()).isEqualTo(kept * 45);
    }

    @ParameterizedTest(name = "the {0} waits, the {1} came and went: {2} of 300 coins kept")
    @CsvSource({"PERFORMER, VIEWER, 300", "VIEWER, PERFORMER, 0", "NOBODY, VIEWER, 0", "NOBODY, PERFORMER, 0"})
    void shouldTakeWhoWentAgainForOneWhoStayedAway(String waits, Party went, long kept) {
        bookings.book(request(booking, START));
        bookings.accept(booking, performer);
        test.pass(UNTIL_START_MS);
        bookings.arrive(booking, went == Party.VIEWER ? viewer : performer);
        bookings.leave(booking, went == Party.VIEWER ? viewer : performer);
        if (!waits.equals("NOBODY")) {
            bookings.arrive(booking, waits.equals("VIEWER") ? viewer : performer);
        }
        assertThat(state(bookings.begin(booking))).isEqualTo(Booking.State.BOOKED);
        assertThat(bookings.joinUntil(requireNonNull(bookings.booking(booking))))
                .isEqualTo(START.plusMillis(600_000));
        bookings.run(START.plusMillis(600_000));
        assertThat(requireNonNull(bookings.booking(booking)).kept()).isEqualTo(coins(kept));
        assertThat(test.available(viewer)).isEqualTo((400 - kept) * 1_000);
    }

    @ParameterizedTest(name = "{0} {1} minutes before the start, not accepted")
    @CsvSource({"viewer cancels, 119", "viewer cancels, -5", "performer declines, 2880", "nobody comes, -10"})
    void shouldGiveEverythingBackOfWhatThePerformerHasNotAccepted(String what, long minutesLeft) {
        bookings.book(request(booking, START));
        assertThat(requireNonNull(bookings.booking(booking)).acceptedAt()).isNull();
        test.pass(UNTIL_START_MS - minutesLeft * 60_000);
        switch (what) {
            case "viewer cancels" -> bookings.cancel(booking, viewer);
            case "performer declines" -> {
                assertThat(bookings.decline(booking, viewer)).isEqualTo(new BookingOutcome.Unknown());
                assertThat(state(bookings.decline(booking, performer))).isEqualTo(Booking.State.CANCELLED);
            }
            default -> {
                join(booking, viewer);
                bookings.run(START.plusMillis(600_000));
            }
        }
        assertThat(requireNonNull(bookings.booking(booking)).kept()).isEqualTo(coins(0));
        assertThat(test.available(viewer)).isEqualTo(400_000);
        assertThat(bookings.accept(booking, performer)).isInstanceOf(BookingOutcome.Closed.class);
    }

    @Test
    void shouldTakeAnAcceptanceFromThePerformerOnly() {
        bookings.book(request(booking, START));
        assertThat(bookings.accept(booking, viewer)).isEqualTo(new BookingOutcome.Unknown());
        assertThat(bookings.accept(id(), performer)).isEqualTo(new BookingOutcome.Unknown());
        assertThat(requireNonNull(bookings.booking(booking)).acceptedAt()).isNull();
        bookings.accept(booking, performer);
        test.pass(1_000);
        bookings.accept(booking, performer);
        assertThat(requireNonNull(bookings.booking(booking)).acceptedAt()).isEqualTo(TestBilling.NOON);
        assertThat(bookings.decline(booking, performer)).isInstanceOf(BookingOutcome.Closed.class);
    }

    @Test
    void shouldRunTheSessionWhenBothAreThereAndChargeItsPriceOnce() {
        bookings.book(request(booking, START));
        test.pass(UNTIL_START_MS - 301_000);
        assertThat(join(booking, viewer)).isInstanceOf(BookingOutcome.OutsideWindow.class);
        test.pass(1_000);
        assertThat(state(join(booking, viewer))).isEqualTo(Booking.State.BOOKED);
        assertThat(join(booking, id())).isEqualTo(new BookingOutcome.Unknown());
        assertThat(state(join(booking, performer))).isEqualTo(Booking.State.RUNNING);
        assertThat(state(join(booking, viewer))).isEqualTo(Booking.State.RUNNING);
        assertThat(bookings.cancel(booking, viewer)).isInstanceOf(BookingOutcome.Closed.class);

        Metering metering = test.billing.metering();
        metering.started(booking);
        assertThat(metering.usage(booking, 60_000).charged()).isEqualTo(coins(300));
        assertThat(metering.usage(booking, 2 * HALF_HOUR_MS).billableMs()).isEqualTo(HALF_HOUR_MS);
        Receipt receipt = metering.end(booking, HALF_HOUR_MS, EndReason.MAXIMUM_DURATION);
        assertThat(receipt.charged()).isEqualTo(coins(300));
        bookings.run(START);
        assertThat(requireNonNull(bookings.booking(booking)).state()).isEqualTo(Booking.State.DONE);
        assertThat(test.available(viewer)).isEqualTo(100_000);
        assertThat(earned()).isEqualTo(13_500);
    }

    @Test
    void shouldChargeByTheMinuteWhereThatWasAgreed() {
        BookingRequest byTheMinute =
                new BookingRequest(booking, viewer, performer, CallKind.AUDIO, coins(10), true, START, HALF_HOUR_MS);
        bookings.book(byTheMinute);
        assertThat(test.held(viewer)).isEqualTo(300_000);
        bothJoin();
        test.billing.metering().started(booking);
        test.billing.metering().usage(booking, 600_000);
        assertThat(test.billing
                        .metering()
                        .end(booking, 600_001, EndReason.HANG_UP)
                        .charged())
                .isEqualTo(coins(110));
        assertThat(test.available(viewer)).isEqualTo(290_000);
    }

    @Test
    void shouldRaiseAPriceByTheMinuteWhereItBeginsAtAPeakHour() {
        Instant lateEvening = Instant.parse("2026-03-12T16:30:00Z");
        bookings.book(new BookingRequest(
                booking, viewer, performer, CallKind.VIDEO, coins(5), true, lateEvening, HALF_HOUR_MS));
        assertThat(requireNonNull(bookings.booking(booking)).price()).isEqualTo(coins(8 * 30));
    }

    @Test
    void shouldHoldTheRestOfThePriceWhenBothAreThere() {
        open(2_500);
        bookings.book(request(booking, START));
        assertThat(test.held(viewer)).isEqualTo(75_000);
        UUID spent = test.hold(viewer, id(), 70, Increment.MINUTE);
        test.billing.metering().end(spent, 0, EndReason.CANCELLED);
        test.pass(UNTIL_START_MS);
        join(booking, viewer);
        UUID elsewhere = test.hold(viewer, id(), 40, Increment.MINUTE);
        assertThat(join(booking, performer)).isEqualTo(new BookingOutcome.Busy());
        test.billing.metering().end(elsewhere, 0, EndReason.CANCELLED);
        assertThat(state(join(booking, performer))).isEqualTo(Booking.State.RUNNING);
        assertThat(test.held(viewer)).isEqualTo(300_000);
        test.billing.metering().started(booking);
        assertThat(test.billing
                        .metering()
                        .end(booking, 1_000, EndReason.HANG_UP)
                        .charged())
                .isEqualTo(coins(300));
    }

    @Test
    void shouldNotBeginWithoutTheRestAndKeepTheDepositOfWhoCouldNotPay() {
        open(2_500);
        UUID poor = test.viewerWith(100);
        bookings.book(
                new BookingRequest(booking, poor, performer, CallKind.VIDEO, coins(300), false, START, HALF_HOUR_MS));
        test.pass(UNTIL_START_MS);
        join(booking, performer);
        assertThat(join(booking, poor)).isEqualTo(new BookingOutcome.InsufficientFunds(coins(225), coins(25)));
        bookings.run(START.plusMillis(600_000));
        assertThat(requireNonNull(bookings.booking(booking)).kept()).isEqualTo(coins(75));
        assertThat(test.available(poor)).isEqualTo(25_000);
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
        bookings.book(request(booking, START));
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
                HALF_HOUR_MS);
        assertThat(bookings.book(second))
                .isInstanceOf(accepted ? BookingOutcome.Accepted.class : BookingOutcome.Overlaps.class);
        bookings.cancel(booking, performer);
        assertThat(bookings.book(second)).isInstanceOf(BookingOutcome.Accepted.class);
    }

    @Test
    void shouldBookOneOfManyWhoWantTheSameTime() {
        List<BookingOutcome> outcomes = Together.run(Stream.generate(() -> test.viewerWith(400))
                .limit(8)
                .map(each -> request(id(), each, START))
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
    void shouldBookBeginAndCancelOnceWhateverBecameOfTheCommit(Fault fault) {
        bookings.book(request(id(), test.viewerWith(400), START.plusSeconds(86_400)));
        database.breakAt(fault);
        assertThatThrownBy(() -> bookings.book(request(booking, START))).isInstanceOf(LedgerUnavailableException.class);
        assertThat(bookings.book(request(booking, START))).isInstanceOf(BookingOutcome.Accepted.class);
        assertThat(test.held(viewer)).isEqualTo(300_000);
        database.breakAt(fault);
        assertThatThrownBy(() -> bookings.cancel(booking, viewer)).isInstanceOf(LedgerUnavailableException.class);
    }

    @Test
    void shouldRefuseWhatCannotBeBooked() {
        assertThat(bookings.book(request(booking, TestBilling.NOON))).isEqualTo(new BookingOutcome.TooLate());
        Instant latest = TestBilling.NOON.plus(Duration.ofDays(92));
        assertThat(bookings.book(request(booking, latest.plusMillis(1))))
                .isEqualTo(new BookingOutcome.TooFarAhead(latest));
        UUID poor = test.viewerWith(299);
        assertThat(bookings.book(request(booking, poor, START)))
                .isEqualTo(new BookingOutcome.InsufficientFunds(coins(300), coins(299)));
        bookings.book(request(booking, START));
        assertThat(bookings.book(request(booking, START.plusSeconds(1)))).isEqualTo(new BookingOutcome.Conflict());
        assertThat(bookings.cancel(booking, id())).isEqualTo(new BookingOutcome.Unknown());
    }

    @Test
    void shouldSettleASessionWhoseNodeIsLostByWhatWasDelivered() {
        bookings.book(request(booking, START));
        bothJoin();
        test.billing.metering().started(booking);
        test.billing.metering().usage(booking, 600_000);
        test.billing.close();
        TestBilling heir = new TestBilling(
                DATABASE.pool(), BillingConfig.builder().exclusive(true).build());
        assertThat(requireNonNull(heir.billing.metering().receipt(booking)).charged())
                .isEqualTo(coins(100));
        heir.billing.shows().bookings().run(START);
        assertThat(requireNonNull(bookings.booking(booking)).state()).isEqualTo(Booking.State.DONE);
        assertThat(test.available(viewer)).isEqualTo(300_000);
    }

    @Test
    void shouldNotSettleABookingTwiceInTheDatabaseItself() {
        bookings.book(request(booking, START));
        bookings.cancel(booking, performer);
        assertThat(Sql.attempt(
                        DATABASE.owner(), "update billing.booking set state = 'BOOKED' where id = '" + booking + "'"))
                .isEqualTo("LG008");
    }

    private BookingOutcome join(UUID bookingId, UUID person) {
        BookingOutcome here = bookings.arrive(bookingId, person);
        return here instanceof BookingOutcome.Accepted ? bookings.begin(bookingId) : here;
    }

    private void bothJoin() {
        test.pass(UNTIL_START_MS);
        join(booking, viewer);
        assertThat(state(join(booking, performer))).isEqualTo(Booking.State.RUNNING);
    }

    private BookingRequest request(UUID bookingId, Instant start) {
        return request(bookingId, viewer, start);
    }

    private BookingRequest request(UUID bookingId, UUID who, Instant start) {
        return new BookingRequest(bookingId, who, performer, CallKind.VIDEO, coins(300), false, start, HALF_HOUR_MS);
    }

    private static Booking.State state(BookingOutcome outcome) {
        assertThat(outcome).isInstanceOf(BookingOutcome.Accepted.class);
        return ((BookingOutcome.Accepted) outcome).booking().state();
    }

    private long earned() {
        return test.billing.wallets().earnings(performer).total().amountMinor();
    }
}
