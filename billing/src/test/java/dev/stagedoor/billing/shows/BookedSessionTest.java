package dev.stagedoor.billing.shows;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static dev.stagedoor.billing.shows.BookedHalfHour.LENGTH_MS;
import static dev.stagedoor.billing.shows.BookedHalfHour.START;
import static dev.stagedoor.billing.shows.BookedHalfHour.UNTIL_START_MS;
import static dev.stagedoor.billing.shows.BookedHalfHour.state;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FaultyDataSource.Fault;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.metering.Metering;
import dev.stagedoor.billing.metering.Receipt;
import dev.stagedoor.billing.pricing.Increment;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A booked call from the moment at which the two may come. */
class BookedSessionTest {
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
        open(10_000);
    }

    private void open(int depositBasisPoints) {
        scene = new BookedHalfHour(DATABASE.pool(), depositBasisPoints);
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
    void shouldRunTheSessionWhenBothAreThereAndChargeItsPriceOnce() {
        bookings.book(scene.request());
        test.pass(UNTIL_START_MS - 301_000);
        assertThat(scene.join(viewer)).isInstanceOf(BookingOutcome.OutsideWindow.class);
        test.pass(1_000);
        assertThat(state(scene.join(viewer))).isEqualTo(Booking.State.BOOKED);
        assertThat(scene.join(id())).isEqualTo(new BookingOutcome.Unknown());
        assertThat(state(scene.join(performer))).isEqualTo(Booking.State.RUNNING);
        assertThat(state(scene.join(viewer))).isEqualTo(Booking.State.RUNNING);
        assertThat(bookings.cancel(booking, viewer)).isInstanceOf(BookingOutcome.Closed.class);

        Metering metering = test.billing.metering();
        metering.started(booking);
        assertThat(metering.usage(booking, 60_000).charged()).isEqualTo(coins(300));
        assertThat(metering.usage(booking, 2 * LENGTH_MS).billableMs()).isEqualTo(LENGTH_MS);
        Receipt receipt = metering.end(booking, LENGTH_MS, EndReason.MAXIMUM_DURATION);
        assertThat(receipt.charged()).isEqualTo(coins(300));
        bookings.run(START);
        assertThat(scene.now().state()).isEqualTo(Booking.State.DONE);
        assertThat(test.available(viewer)).isEqualTo(100_000);
        assertThat(scene.earned()).isEqualTo(13_500);
    }

    @Test
    void shouldChargeByTheMinuteWhereThatWasAgreed() {
        BookingRequest byTheMinute =
                new BookingRequest(booking, viewer, performer, CallKind.AUDIO, coins(10), true, START, LENGTH_MS);
        bookings.book(byTheMinute);
        assertThat(test.held(viewer)).isEqualTo(300_000);
        scene.bothJoin();
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
    void shouldHoldTheRestOfThePriceWhenBothAreThere() {
        open(2_500);
        bookings.book(scene.request());
        assertThat(test.held(viewer)).isEqualTo(75_000);
        UUID spent = test.hold(viewer, id(), 70, Increment.MINUTE);
        test.billing.metering().end(spent, 0, EndReason.CANCELLED);
        test.pass(UNTIL_START_MS);
        scene.join(viewer);
        UUID elsewhere = test.hold(viewer, id(), 40, Increment.MINUTE);
        assertThat(scene.join(performer)).isEqualTo(new BookingOutcome.Busy());
        test.billing.metering().end(elsewhere, 0, EndReason.CANCELLED);
        assertThat(state(scene.join(performer))).isEqualTo(Booking.State.RUNNING);
        assertThat(test.held(viewer)).isEqualTo(300_000);
        test.billing.metering().started(booking);
        assertThat(test.billing
                        .metering()
                        .end(booking, 1_000, EndReason.HANG_UP)
                        .charged())
                .isEqualTo(coins(300));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void shouldBeginOnceWhateverBecameOfTheCommit(Fault fault) {
        open(2_500);
        bookings.book(scene.request());
        test.pass(UNTIL_START_MS);
        bookings.arrive(booking, viewer);
        bookings.arrive(booking, performer);
        scene.database.breakAt(fault);
        assertThatThrownBy(() -> bookings.begin(booking)).isInstanceOf(LedgerUnavailableException.class);
        assertThat(scene.now().state())
                .isEqualTo(fault == Fault.AFTER_COMMIT ? Booking.State.RUNNING : Booking.State.BOOKED);
        assertThat(state(bookings.begin(booking))).isEqualTo(Booking.State.RUNNING);
        assertThat(test.held(viewer)).isEqualTo(300_000);
    }

    @Test
    void shouldNotBeginWithoutTheRestAndKeepTheDepositOfWhoCouldNotPay() {
        open(2_500);
        UUID poor = test.viewerWith(100);
        bookings.book(
                new BookingRequest(booking, poor, performer, CallKind.VIDEO, coins(300), false, START, LENGTH_MS));
        test.pass(UNTIL_START_MS);
        scene.join(performer);
        assertThat(scene.join(poor)).isEqualTo(new BookingOutcome.InsufficientFunds(coins(225), coins(25)));
        bookings.run(START.plusMillis(600_000));
        assertThat(scene.now().kept()).isEqualTo(coins(75));
        assertThat(test.available(poor)).isEqualTo(25_000);
    }

    @Test
    void shouldSettleASessionWhoseNodeIsLostByWhatWasDelivered() {
        bookings.book(scene.request());
        scene.bothJoin();
        test.billing.metering().started(booking);
        test.billing.metering().usage(booking, 600_000);
        test.billing.close();
        TestBilling heir = new TestBilling(
                DATABASE.pool(), BillingConfig.builder().exclusive(true).build());
        assertThat(requireNonNull(heir.billing.metering().receipt(booking)).charged())
                .isEqualTo(coins(100));
        heir.billing.shows().bookings().run(START);
        assertThat(scene.now().state()).isEqualTo(Booking.State.DONE);
        assertThat(test.available(viewer)).isEqualTo(300_000);
    }
}
