package dev.stagedoor.billing.shows;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.shows.BookedHalfHour.START;
import static dev.stagedoor.billing.shows.BookedHalfHour.UNTIL_START_MS;
import static dev.stagedoor.billing.shows.BookedHalfHour.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.wallet.Movement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of the price of a booked call that does not come about. */
class BookingFeeTest {
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
        assertThat(bookings.book(scene.request())).isInstanceOf(BookingOutcome.Accepted.class);
        assertThat(state(bookings.accept(booking, performer))).isEqualTo(Booking.State.BOOKED);
        assertThat(test.held(viewer)).isEqualTo(300_000);
        test.pass(UNTIL_START_MS - minutesLeft * 60_000 - (event == CancelPolicy.Event.NO_SHOW ? 600_000 : 0));
        if (event == CancelPolicy.Event.CANCEL) {
            bookings.cancel(booking, party == Party.VIEWER ? viewer : performer);
        } else {
            scene.join(party == Party.VIEWER ? performer : viewer);
            test.pass(600_000);
            bookings.run(START.plusMillis(600_000));
            bookings.run(START.plusMillis(600_000));
        }
        Booking after = scene.now();
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
        assertThat(scene.earned()).isEqualTo(kept * 45);
    }

    @ParameterizedTest(name = "the {0} waits, the {1} came and went: {2} of 300 coins kept")
    @CsvSource({"PERFORMER, VIEWER, 300", "VIEWER, PERFORMER, 0", "NOBODY, VIEWER, 0", "NOBODY, PERFORMER, 0"})
    void shouldTakeWhoWentAgainForOneWhoStayedAway(String waits, Party went, long kept) {
        bookings.book(scene.request());
        bookings.accept(booking, performer);
        test.pass(UNTIL_START_MS);
        bookings.arrive(booking, went == Party.VIEWER ? viewer : performer);
        bookings.leave(booking, went == Party.VIEWER ? viewer : performer);
        if (!waits.equals("NOBODY")) {
            bookings.arrive(booking, waits.equals("VIEWER") ? viewer : performer);
        }
        assertThat(state(bookings.begin(booking))).isEqualTo(Booking.State.BOOKED);
        assertThat(bookings.joinUntil(scene.now())).isEqualTo(START.plusMillis(600_000));
        bookings.run(START.plusMillis(600_000));
        assertThat(scene.now().kept()).isEqualTo(coins(kept));
        assertThat(test.available(viewer)).isEqualTo((400 - kept) * 1_000);
    }

    @ParameterizedTest(name = "{0} {1} minutes before the start, not accepted")
    @CsvSource({"viewer cancels, 119", "viewer cancels, -5", "performer declines, 2880", "nobody comes, -10"})
    void shouldGiveEverythingBackOfWhatThePerformerHasNotAccepted(String what, long minutesLeft) {
        bookings.book(scene.request());
        assertThat(scene.now().acceptedAt()).isNull();
        test.pass(UNTIL_START_MS - minutesLeft * 60_000);
        switch (what) {
            case "viewer cancels" -> bookings.cancel(booking, viewer);
            case "performer declines" -> {
                assertThat(bookings.decline(booking, viewer)).isEqualTo(new BookingOutcome.Unknown());
                assertThat(state(bookings.decline(booking, performer))).isEqualTo(Booking.State.CANCELLED);
            }
            default -> {
                scene.join(viewer);
                bookings.run(START.plusMillis(600_000));
            }
        }
        assertThat(scene.now().kept()).isEqualTo(coins(0));
        assertThat(test.available(viewer)).isEqualTo(400_000);
        assertThat(bookings.accept(booking, performer)).isInstanceOf(BookingOutcome.Closed.class);
    }
}
