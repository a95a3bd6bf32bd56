package dev.stagedoor.billing.shows;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.metering.Funding;
import dev.stagedoor.billing.metering.HoldOutcome;
import dev.stagedoor.billing.metering.Metering;
import dev.stagedoor.billing.metering.Quote;
import dev.stagedoor.billing.metering.Receipt;
import dev.stagedoor.billing.pricing.Increment;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several viewers, each under a hold of their own, begin together and end one by one. */
class GroupShowsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID performer = id();
    private final UUID show = id();
    private TestBilling test;
    private Metering metering;
    private GroupShows groups;

    @BeforeEach
    void open() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        metering = test.billing.metering();
        groups = test.billing.shows().groups();
        groups.open(show, performer, 3, coins(5), CallKind.VIDEO);
    }

    @AfterEach
    void invariantsHold() {
        groups.end(show);
        Invariants.check(DATABASE.owner());
        assertThat(Sql.rows(DATABASE.owner(), "select subject_id from billing.engagement"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void shouldBeginWithTwoToSixViewersOnly(int viewers) {
        assertThat(groups.open(id(), id(), viewers, coins(5), CallKind.VIDEO))
                .isEqualTo(new GroupOutcome.WrongSize(2, 6));
    }

    @Test
    void shouldNotRunAnybodysClockBeforeEnoughAreThere() {
        UUID first = joined(100);
        UUID second = joined(100);
        metering.started(first);
        assertThat(metering.usage(first, 30_000).charged()).isEqualTo(coins(0));
        assertThat(groups.show(show)).extracting(GroupShow::state).isEqualTo(GroupShow.State.GATHERING);

        UUID third = joined(100);
        assertThat(groups.show(show)).extracting(GroupShow::state).isEqualTo(GroupShow.State.RUNNING);
        for (UUID session : List.of(first, second, third)) {
            metering.started(session);
            assertThat(metering.usage(session, 30_000).charged()).isEqualTo(coins(5));
        }
        UUID late = joined(100);
        metering.started(late);
        assertThat(metering.usage(late, 1).charged()).isEqualTo(coins(5));
    }

    @Test
    void shouldEndForWhomCoinsRunOutAndGoOnForTheOthers() {
        List<UUID> sessions = running(15, 100, 100);
        for (UUID session : sessions) {
            metering.usage(session, 180_000);
        }
        assertThat(metering.usage(sessions.get(0), 181_000).funding()).isEqualTo(Funding.EXHAUSTED);
        assertThat(metering.end(sessions.get(0), 181_000, EndReason.INSUFFICIENT_FUNDS)
                        .charged())
                .isEqualTo(coins(15));
        assertThat(metering.usage(sessions.get(1), 200_000).charged()).isEqualTo(coins(20));
        assertThat(groups.show(show)).extracting(GroupShow::viewers).isEqualTo(2);
    }

    @Test
    void shouldSettleEverybodyAtTheEnd() {
        List<UUID> sessions = running(100, 100, 100);
        metering.usage(sessions.get(0), 61_000);
        List<Receipt> receipts = groups.end(show);
        assertThat(receipts).extracting(Receipt::reason).containsOnly(EndReason.SHOW_OVER);
        assertThat(requireNonNull(metering.receipt(sessions.get(0))).charged()).isEqualTo(coins(10));
        assertThat(requireNonNull(metering.receipt(sessions.get(1))).charged()).isEqualTo(coins(0));
        assertThat(groups.end(show)).isEmpty();
        Quote late = requireNonNull(groups.quote(show, test.viewerWith(100), Increment.MINUTE));
        assertThat(groups.join(id(), late.quoteId())).isEqualTo(new GroupOutcome.NotHeld(new HoldOutcome.ShowOver()));
    }

    @Test
    void shouldKeepThePerformerFromAnythingElse() {
        Quote call = test.quote(test.viewerWith(100), performer, 8, Increment.MINUTE);
        assertThat(metering.hold(id(), call.quoteId())).isEqualTo(new HoldOutcome.Busy());
        assertThat(groups.open(id(), performer, 2, coins(5), CallKind.VIDEO)).isEqualTo(new GroupOutcome.Busy());
        groups.end(show);
        UUID after = test.hold(test.viewerWith(100), performer, 8, Increment.MINUTE);
        assertThat(groups.open(id(), performer, 2, coins(5), CallKind.VIDEO)).isEqualTo(new GroupOutcome.Busy());
        metering.end(after, 0, EndReason.CANCELLED);
    }

    @Test
    void shouldBeginOnceWhenTheLastTwoComeTogether() {
        joined(100);
        List<Quote> quotes = Stream.of(100, 100)
                .map(coins -> requireNonNull(groups.quote(show, test.viewerWith(coins), Increment.MINUTE)))
                .toList();
        Together.run(List.of(
                () -> groups.join(id(), quotes.get(0).quoteId()),
                () -> groups.join(id(), quotes.get(1).quoteId())));
        assertThat(groups.show(show)).extracting(GroupShow::state).isEqualTo(GroupShow.State.RUNNING);
    }

    @Test
    void shouldSettleOfALostNodeWhatWasDeliveredAndFreeThePerformer() {
        List<UUID> sessions = running(100, 100, 100);
        sessions.forEach(session -> metering.usage(session, 90_000));
        test.billing.close();
        TestBilling heir = new TestBilling(
                DATABASE.pool(), BillingConfig.builder().exclusive(true).build());
        for (UUID session : sessions) {
            assertThat(requireNonNull(heir.billing.metering().receipt(session))
                            .charged()
                            .amountMinor())
                    .isEqualTo(7_500);
        }
        heir.billing.shows().groups().endAbandoned();
        assertThat(groups.show(show)).extracting(GroupShow::state).isEqualTo(GroupShow.State.ENDED);
    }

    @Test
    void shouldGiveUpGatheringAfterTenMinutes() {
        UUID viewer = test.viewerWith(100);
        Quote quote = requireNonNull(groups.quote(show, viewer, Increment.MINUTE));
        groups.join(id(), quote.quoteId());
        assertThat(groups.endAbandoned()).isZero();
        Sql.attempt(
                DATABASE.owner(),
                "update billing.group_show set created_at = now() - interval '601 seconds' where id = '" + show + "'");
        assertThat(groups.endAbandoned()).isEqualTo(1);
        assertThat(test.held(viewer)).isZero();
    }

    private List<UUID> running(long... balances) {
        List<UUID> sessions = Arrays.stream(balances).mapToObj(this::joined).toList();
        sessions.forEach(metering::started);
        return sessions;
    }

    private UUID joined(long balance) {
        UUID session = id();
        Quote quote = requireNonNull(groups.quote(show, test.viewerWith(balance), Increment.MINUTE));
        assertThat(groups.join(session, quote.quoteId())).isInstanceOf(GroupOutcome.Open.class);
        return session;
    }
}
