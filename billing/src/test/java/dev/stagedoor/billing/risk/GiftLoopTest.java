package dev.stagedoor.billing.risk;

import static dev.stagedoor.billing.TestBilling.coins;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.wallet.Tip;
import dev.stagedoor.billing.wallet.TipOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Coins that go there and back, and how spending is counted by the hour. */
class GiftLoopTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final UUID HOUSE = new UUID(0, 0);

    private TestBilling test;
    private RiskBench bench;
    private UUID one;
    private UUID other;

    @BeforeEach
    void open() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        bench = new RiskBench(DATABASE);
        one = test.viewerWith(1_000);
        other = test.viewerWith(1_000);
    }

    @Test
    void shouldFlagTheSixthGiftThatComesBackWithinAnHour() {
        giveInTurn(11, Duration.ofMinutes(59), Duration.ofMinutes(4));
        assertThat(bench.flags(RiskKind.GIFT_LOOP, one)).isEmpty();
        give(other, one, Duration.ofMinutes(1));
        count();
        assertThat(bench.flags(RiskKind.GIFT_LOOP, other)).singleElement().satisfies(flag -> {
            assertThat(flag.measured()).isEqualTo(6);
            assertThat(flag.allowed()).isEqualTo(5);
            assertThat(flag.parties()).extracting(RiskFlag.Party::accountId).containsExactlyInAnyOrder(one, other);
        });
    }

    @Test
    void shouldFlagWhatComesBackInOneGo() {
        for (int i = 0; i < 12; i++) {
            boolean there = i < 6;
            give(there ? one : other, there ? other : one, Duration.ofMinutes(30 - i));
        }
        count();
        assertThat(bench.flags(RiskKind.GIFT_LOOP, one)).hasSize(1);
    }

    @Test
    void shouldNotMindManyGiftsThatAreThankedForOnceOrSlowOnesBothWays() {
        give(other, one, Duration.ofMinutes(55));
        for (int i = 0; i < 20; i++) {
            give(one, other, Duration.ofMinutes(50 - i));
        }
        UUID slowly = test.viewerWith(1_000);
        for (int i = 0; i < 12; i++) {
            boolean there = i % 2 == 0;
            give(there ? one : slowly, there ? slowly : one, Duration.ofMinutes(118 - i * 9));
        }
        count();
        assertThat(bench.flags(RiskKind.GIFT_LOOP, one)).isEmpty();
    }

    @Test
    void shouldCountOnceWhatWasSpentOnWhomAndNotWhatIsOnlyHeld() {
        at(RiskBench.NOW);
        UUID call = test.call(one, other, 10, Increment.MINUTE);
        count();
        assertThat(spent(one)).isZero();
        test.billing.metering().usage(call, 60_000);
        test.billing.metering().end(call, 60_000, EndReason.HANG_UP);
        give(one, other, Duration.ZERO);
        count();
        count();
        assertThat(spent(one)).isEqualTo(20_000);
        assertThat(Sql.rows(
                        DATABASE.owner(),
                        "select payee_id || ' ' || transfers from billing.spend_hour where payer_id = '" + one + "'"))
                .containsExactly(other + " 2");
        assertThat(Sql.number(
                        DATABASE.owner(), "select count(*) from billing.spend_hour where payee_id = '" + HOUSE + "'"))
                .isZero();
    }

    private void giveInTurn(int gifts, Duration first, Duration last) {
        for (int i = 0; i < gifts; i++) {
            Duration step = first.minus(last).dividedBy(gifts).multipliedBy(i);
            boolean there = i % 2 == 0;
            give(there ? one : other, there ? other : one, first.minus(step));
        }
        count();
    }

    private void give(UUID from, UUID to, Duration ago) {
        at(RiskBench.NOW.minus(ago));
        Tip tip = new Tip(TestBilling.id(), from, to, null, coins(10), "", false);
        assertThat(test.billing.tips().tip(tip)).isInstanceOf(TipOutcome.Posted.class);
    }

    /** The journal's clock is the database's: here it is set. */
    private static void at(Instant moment) {
        for (String table : new String[] {"transfer", "tip"}) {
            assertThat(Sql.attempt(
                            DATABASE.owner(),
                            "alter table billing.%s alter column created_at set default timestamptz '%s'"
                                    .formatted(table, moment)))
                    .isEmpty();
        }
    }

    /** A mark is used by a later run than the one that sets it. */
    private void count() {
        bench.scan();
        bench.scan();
    }

    private static long spent(UUID payer) {
        return Sql.number(
                DATABASE.owner(),
                "select coalesce(sum(amount_minor), 0) from billing.spend_hour where payer_id = '" + payer + "'");
    }
}
