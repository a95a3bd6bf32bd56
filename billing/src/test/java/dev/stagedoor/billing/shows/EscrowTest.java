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
import dev.stagedoor.billing.Obstacle;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
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

/** Tickets, views and pledges wait in escrow until their event is decided. */
class EscrowTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final long TEN_MINUTES_MS = 600_000;
    private static final Instant TONIGHT = TestBilling.NOON.plusSeconds(36_000);

    private final UUID performer = id();
    private final UUID show = id();
    private FaultyDataSource database;
    private TestBilling test;
    private Shows shows;

    @BeforeEach
    void open() {
        database = new FaultyDataSource(DATABASE.pool());
        test = new TestBilling(database, BillingConfig.defaults());
        shows = test.billing.shows();
        shows.tickets().announce(show, performer, "Ragas at dusk", coins(200), TEN_MINUTES_MS, TONIGHT);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldKeepATicketsCoinsUntilTheShowIsDelivered() {
        UUID viewer = test.viewerWith(500);
        assertThat(shows.tickets().admits(show, viewer)).isFalse();
        assertThat(buy(viewer)).isInstanceOf(ClaimOutcome.Claimed.class);
        assertThat(test.available(viewer)).isEqualTo(300_000);
        assertThat(shows.tickets().admits(show, viewer)).isTrue();
        shows.tickets().delivered(show, TEN_MINUTES_MS - 1);
        assertThat(escrow()).isEqualTo(200_000);
        assertThat(earned()).isZero();
        shows.tickets().delivered(show, TEN_MINUTES_MS);
        assertThat(escrow()).isZero();
        assertThat(earned()).isEqualTo(9_000);
        assertThat(test.available(viewer)).isEqualTo(300_000);
        shows.tickets().delivered(show, 2 * TEN_MINUTES_MS);
        shows.escrow().cancel(show);
        assertThat(earned()).isEqualTo(9_000);
    }

    @Test
    void shouldPayEverythingBackToTheSameLotsWhenTheShowIsCancelled() {
        List<UUID> viewers =
                Stream.of(200, 250, 300).map(coins -> test.viewerWith(coins)).toList();
        viewers.forEach(this::buy);
        shows.tickets().delivered(show, TEN_MINUTES_MS / 2);
        shows.escrow().cancel(show);
        assertThat(viewers.stream().map(test::available)).containsExactly(200_000L, 250_000L, 300_000L);
        for (UUID viewer : viewers) {
            assertThat(Sql.rows(DATABASE.owner(), """
                    select remaining - granted from billing.coin_lot where owner_ref = '%s'""".formatted(viewer))).containsExactly("0");
        }
        assertThat(escrow()).isZero();
        assertThat(earned()).isZero();
        assertThat(buy(test.viewerWith(500))).isEqualTo(new ClaimOutcome.Closed());
    }

    @Test
    void shouldSettleTheOtherTicketsAlthoughOneCannotBe() {
        List<UUID> viewers =
                Stream.of(200, 200, 200).map(coins -> test.viewerWith(coins)).toList();
        viewers.forEach(this::buy);
        try (Obstacle _ = new Obstacle(DATABASE, "escrow_claim", "viewer_id", viewers.get(1))) {
            shows.escrow().cancel(show);
            assertThat(viewers.stream().map(test::available)).containsExactly(200_000L, 0L, 200_000L);
            assertThatThrownBy(() -> shows.escrow().run(TestBilling.NOON)).isInstanceOf(IllegalStateException.class);
        }
        shows.escrow().run(TestBilling.NOON);
        assertThat(test.available(viewers.get(1))).isEqualTo(200_000);
    }

    @Test
    void shouldCancelWhatIsNotDeliveredByItsDeadline() {
        UUID viewer = test.viewerWith(200);
        buy(viewer);
        test.pass(36_000_000 - 1);
        shows.escrow().run(TONIGHT.minusMillis(1));
        assertThat(escrow()).isEqualTo(200_000);
        test.pass(1);
        assertThat(buy(test.viewerWith(200))).isEqualTo(new ClaimOutcome.Closed());
        shows.escrow().run(TONIGHT);
        assertThat(test.available(viewer)).isEqualTo(200_000);
    }

    @Test
    void shouldSellOneTicketToEachAndNoneWithoutCoins() {
        UUID viewer = test.viewerWith(500);
        UUID ticket = id();
        assertThat(shows.tickets().buy(ticket, show, viewer)).isInstanceOf(ClaimOutcome.Claimed.class);
        assertThat(shows.tickets().buy(ticket, show, viewer)).isInstanceOf(ClaimOutcome.Claimed.class);
        assertThat(buy(viewer)).isEqualTo(new ClaimOutcome.AlreadyClaimed());
        assertThat(shows.tickets().buy(ticket, show, test.viewerWith(500))).isEqualTo(new ClaimOutcome.Conflict());
        assertThat(test.available(viewer)).isEqualTo(300_000);
        assertThat(buy(test.viewerWith(199))).isEqualTo(new ClaimOutcome.InsufficientFunds(coins(200), coins(199)));
        assertThat(shows.tickets().buy(id(), id(), viewer)).isEqualTo(new ClaimOutcome.Unknown());
    }

    @Test
    void shouldAnnounceWhatEndsInTimeAndEachIdOnce() {
        Tickets tickets = shows.tickets();
        Instant latest = TestBilling.NOON.plus(Duration.ofDays(92));
        EventOutcome again = tickets.announce(show, performer, "Ragas at dusk", coins(200), TEN_MINUTES_MS, TONIGHT);
        assertThat(again).isInstanceOf(EventOutcome.Announced.class);
        assertThat(tickets.announce(show, performer, "Ragas at dusk", coins(201), TEN_MINUTES_MS, TONIGHT))
                .isEqualTo(new EventOutcome.Conflict());
        assertThat(tickets.announcePayPerView(show, performer, "Ragas at dusk", coins(200), TONIGHT))
                .isEqualTo(new EventOutcome.Conflict());
        assertThat(shows.crowdGoals().set(id(), performer, "A song", coins(200), TestBilling.NOON))
                .isEqualTo(new EventOutcome.OutsideWindow(TestBilling.NOON, latest));
        assertThat(shows.crowdGoals().set(id(), performer, "A song", coins(200), latest.plusMillis(1)))
                .isInstanceOf(EventOutcome.OutsideWindow.class);
        assertThat(shows.crowdGoals().set(id(), performer, "A song", coins(200), latest))
                .isInstanceOf(EventOutcome.Announced.class);
    }

    @Test
    void shouldTakeATicketBackBeforeTheShowOnly() {
        UUID viewer = test.viewerWith(200);
        UUID ticket = id();
        shows.tickets().buy(ticket, show, viewer);
        assertThat(shows.tickets().giveBack(ticket, id())).isFalse();
        assertThat(shows.tickets().giveBack(ticket, viewer)).isTrue();
        assertThat(shows.tickets().giveBack(ticket, viewer)).isTrue();
        assertThat(test.available(viewer)).isEqualTo(200_000);
        UUID again = id();
        assertThat(shows.tickets().buy(again, show, viewer)).isInstanceOf(ClaimOutcome.Claimed.class);
        shows.tickets().delivered(show, 1);
        assertThat(shows.tickets().giveBack(again, viewer)).isFalse();
    }

    @Test
    void shouldEarnAViewWithTheFirstMomentAndLaterOnesAtOnce() {
        UUID stream = id();
        shows.tickets().announcePayPerView(stream, performer, "Encore", coins(50), TONIGHT);
        shows.tickets().buy(id(), stream, test.viewerWith(50));
        shows.tickets().delivered(stream, 0);
        assertThat(earned()).isZero();
        shows.tickets().delivered(stream, 1);
        assertThat(earned()).isEqualTo(2_250);
        shows.tickets().buy(id(), stream, test.viewerWith(50));
        assertThat(earned()).isEqualTo(4_500);
        assertThat(test.billing.shows().escrow().ofPerformer(performer)).hasSize(2);
    }

    @ParameterizedTest(name = "pledges of {0} towards 1000: {1}")
    @CsvSource({"400 599, OPEN", "400 600, DONE", "400 900, DONE", "1000, DONE"})
    void shouldReachAGoalAltogetherOrNotAtAll(String pledges, EscrowEvent.State state) {
        UUID goal = id();
        shows.crowdGoals().set(goal, performer, "New tabla", coins(1_000), TONIGHT);
        long total = 0;
        List<Long> amounts =
                Stream.of(pledges.split(" ", -1)).map(Long::valueOf).toList();
        for (long amount : amounts) {
            shows.crowdGoals().pledge(id(), goal, test.viewerWith(1_000), coins(amount));
            total += amount;
        }
        EscrowEvent event = requireNonNull(shows.escrow().event(goal));
        assertThat(event.state()).isEqualTo(state);
        assertThat(event.collected()).isEqualTo(coins(total));
        assertThat(earned()).isEqualTo(state == EscrowEvent.State.DONE ? total * 45 : 0);
        shows.escrow().run(TONIGHT);
        assertThat(requireNonNull(shows.escrow().event(goal)).state())
                .isEqualTo(state == EscrowEvent.State.DONE ? state : EscrowEvent.State.CANCELLED);
        assertThat(Sql.number(DATABASE.owner(), """
                select coalesce(sum(balance), 0) from billing.account where kind = 'escrow.event' and owner_ref = '%s'""".formatted(goal))).isZero();
    }

    @Test
    void shouldDecideAGoalOnceWhenTheLastPledgesComeTogether() {
        UUID goal = id();
        shows.crowdGoals().set(goal, performer, "New tabla", coins(800), TONIGHT);
        List<UUID> viewers =
                Stream.generate(() -> test.viewerWith(100)).limit(16).toList();
        List<ClaimOutcome> outcomes = Together.run(viewers.stream()
                .<Callable<ClaimOutcome>>map(viewer -> () -> shows.crowdGoals().pledge(id(), goal, viewer, coins(100)))
                .toList());
        assertThat(outcomes.stream().filter(ClaimOutcome.Claimed.class::isInstance))
                .hasSize(8);
        assertThat(outcomes.stream().filter(ClaimOutcome.Closed.class::isInstance))
                .hasSize(8);
        assertThat(earned()).isEqualTo(36_000);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void shouldBuyAndSettleOnceWhateverBecameOfTheCommit(Fault fault) {
        UUID viewer = test.viewerWith(300);
        UUID ticket = id();
        database.breakAt(fault);
        assertThatThrownBy(() -> shows.tickets().buy(ticket, show, viewer))
                .isInstanceOf(LedgerUnavailableException.class);
        database.breakAt(Fault.NONE);
        assertThat(shows.tickets().buy(ticket, show, viewer)).isInstanceOf(ClaimOutcome.Claimed.class);
        assertThat(test.available(viewer)).isEqualTo(100_000);
        database.breakAt(fault);
        assertThatThrownBy(() -> shows.tickets().delivered(show, TEN_MINUTES_MS))
                .isInstanceOf(LedgerUnavailableException.class);
        database.breakAt(Fault.NONE);
        shows.tickets().delivered(show, TEN_MINUTES_MS);
        assertThat(earned()).isEqualTo(9_000);
    }

    @Test
    void shouldSettleEachTicketOnceWhenTwoNodesDoIt() {
        for (int i = 0; i < 20; i++) {
            buy(test.viewerWith(200));
        }
        Sql.attempt(DATABASE.owner(), "update billing.escrow_event set state = 'DONE' where id = '" + show + "'");
        TestBilling other = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        Together.run(List.of(
                () -> shows.escrow().run(TestBilling.NOON),
                () -> other.billing.shows().escrow().run(TestBilling.NOON)));
        assertThat(earned()).isEqualTo(180_000);
    }

    private ClaimOutcome buy(UUID viewer) {
        return shows.tickets().buy(id(), show, viewer);
    }

    private long escrow() {
        return Sql.number(DATABASE.owner(), """
                select coalesce(sum(balance), 0) from billing.account where kind = 'escrow.event' and owner_ref = '%s'""".formatted(show));
    }

    private long earned() {
        return test.billing.wallets().earnings(performer).total().amountMinor();
    }
}
