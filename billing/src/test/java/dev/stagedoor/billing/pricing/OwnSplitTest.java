package dev.stagedoor.billing.pricing;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.shows.BookingRequest;
import dev.stagedoor.billing.shows.Shows;
import dev.stagedoor.billing.subscriptions.Subscriptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One performer gets 70 % by the published list, all others the default of 45 %: of everything they sell. */
class OwnSplitTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final Instant TONIGHT = TestBilling.NOON.plus(Duration.ofHours(10));
    private static final long HALF_HOUR_MS = 1_800_000;

    private final UUID star = id();
    private final UUID other = id();
    private TestBilling test;
    private Shows shows;
    private Subscriptions subscriptions;

    @BeforeEach
    void open() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        shows = test.billing.shows();
        subscriptions = test.billing.subscriptions();
        publish(7_000);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    /** The preset, with a split of the star's own. */
    private void publish(int starBasisPoints) {
        publish(new PriceList.Split(PriceList.Scope.PERFORMER, star.toString(), starBasisPoints, 1_000));
        assertThat(test.billing.prices().split(star).performerBasisPoints()).isEqualTo(starBasisPoints);
    }

    private void publish(PriceList.Split... added) {
        PriceList inr = PricePresets.inr();
        List<PriceList.Split> splits = new ArrayList<>(inr.splits());
        splits.addAll(List.of(added));
        Lists.publish(test, ListDraft.of(inr).splits(splits).made());
    }

    private long earned(UUID performer) {
        return test.billing.wallets().earnings(performer).total().amountMinor();
    }

    private UUID announce(UUID performer) {
        UUID show = id();
        shows.tickets().announce(show, performer, "Ragas at dusk", coins(200), 60_000, TONIGHT);
        shows.tickets().buy(id(), show, test.viewerWith(200));
        return show;
    }

    @Test
    void shouldShareTicketsByIt() {
        List.of(star, other).forEach(each -> shows.tickets().delivered(announce(each), 60_000));
        assertThat(earned(star)).isEqualTo(140_00);
        assertThat(earned(other)).isEqualTo(90_00);
    }

    @Test
    void shouldShareAShowByWhatHeldWhenItWasAnnounced() {
        UUID before = announce(star);
        publish(5_000);
        UUID after = announce(star);
        shows.tickets().delivered(before, 60_000);
        assertThat(earned(star)).isEqualTo(140_00);
        shows.tickets().delivered(after, 60_000);
        assertThat(earned(star)).isEqualTo(240_00);
    }

    @Test
    void shouldShareCrowdGoalsByIt() {
        for (UUID each : List.of(star, other)) {
            UUID goal = id();
            shows.crowdGoals().set(goal, each, "A harmonium", coins(100), TONIGHT);
            shows.crowdGoals().pledge(id(), goal, test.viewerWith(100), coins(100));
        }
        assertThat(earned(star)).isEqualTo(70_00);
        assertThat(earned(other)).isEqualTo(45_00);
    }

    @Test
    void shouldShareByTheLevelOfWhomTheListDoesNotName() {
        publish(
                new PriceList.Split(PriceList.Scope.PERFORMER, star.toString(), 7_000, 1_000),
                new PriceList.Split(PriceList.Scope.LEVEL, "verified", 6_000, 2_000));
        PriceBook prices = test.billing.prices();
        assertThat(prices.split(other).performerBasisPoints())
                .as("not verified")
                .isEqualTo(4_500);
        test.billing.payDesk().payouts().verify(other, "234F", "admin", "papers seen");
        test.billing.payDesk().payouts().verify(star, "234F", "admin", "papers seen");
        assertThat(prices.split(other).performerBasisPoints()).isEqualTo(6_000);
        assertThat(prices.split(star).performerBasisPoints())
                .as("a split of her own")
                .isEqualTo(7_000);
        assertThat(List.of(star, other, id()))
                .extracting(prices::agencyBasisPoints)
                .containsExactly(1_000, 2_000, 2_500);
        shows.tickets().delivered(announce(other), 60_000);
        assertThat(earned(other)).isEqualTo(120_00);
    }

    @Test
    void shouldShareBookingsByIt() {
        for (UUID each : List.of(star, other)) {
            UUID booking = id();
            UUID viewer = test.viewerWith(300);
            Instant start = test.now().plus(Duration.ofHours(1));
            shows.bookings()
                    .book(new BookingRequest(
                            booking, viewer, each, CallKind.VIDEO, coins(300), false, start, HALF_HOUR_MS));
            shows.bookings().accept(booking, each);
            shows.bookings().cancel(booking, viewer);
        }
        assertThat(earned(star)).isEqualTo(210_00);
        assertThat(earned(other)).isEqualTo(135_00);
    }

    @Test
    void shouldShareEachMonthOfAFanClubByWhatHeldWhenItBegan() {
        subscriptions.setFanClub(star, coins(100), Set.of());
        subscriptions.setFanClub(other, coins(100), Set.of());
        UUID fan = test.viewerWith(300);
        UUID membership = id();
        subscriptions.join(membership, fan, star);
        subscriptions.join(id(), test.viewerWith(100), other);
        assertThat(earned(star)).isEqualTo(70_00);
        assertThat(earned(other)).isEqualTo(45_00);

        publish(5_000);
        test.pass(Duration.ofDays(31).toMillis());
        subscriptions.run(test.now());
        assertThat(earned(star)).as("the second month").isEqualTo(120_00);
        publish(9_000);
        subscriptions.cancelNow(membership, fan);
        assertThat(earned(star)).as("nothing was used of it").isEqualTo(70_00);
    }
}
