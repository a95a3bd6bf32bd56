package dev.stagedoor.billing.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.risk.RiskBench;
import dev.stagedoor.billing.risk.RiskDecided;
import dev.stagedoor.billing.risk.RiskDesk;
import dev.stagedoor.billing.risk.RiskFlag;
import dev.stagedoor.billing.risk.RiskKind;
import dev.stagedoor.billing.risk.Suspicion;
import dev.stagedoor.billing.wallet.Tip;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payouts that wait until a person has decided on what looks like fraud. */
class HeldPayoutsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final UUID PERSON = TestBilling.id();

    private PayoutBench bench;
    private RiskBench risk;
    private RiskDesk desk;

    @BeforeEach
    void open() {
        bench = new PayoutBench(DATABASE, SandboxPayouts.NAME);
        bench.clock.set(RiskBench.NOW);
        risk = new RiskBench(DATABASE);
        desk = new RiskDesk(risk.store, bench.payouts, bench.concerned, risk.counts, bench.clock::get);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldHoldWhatIsAskedForWhileAFlagIsOpenAndLetItGoOnAfterwards() {
        UUID payee = earner();
        UUID flag = raise(payee);
        Payout payout = bench.request(payee, 1_000_00);
        assertThat(payout.state()).isEqualTo(PayoutState.HELD);
        bench.send();
        assertThat(bench.now(payout).state()).isEqualTo(PayoutState.HELD);

        assertThat(desk.dismiss(flag, PERSON, "it is her brother")).satisfies(decided -> {
            assertThat(decided).isInstanceOf(RiskDecided.Done.class);
            assertThat(((RiskDecided.Done) decided).releasedPayouts()).isEqualTo(1);
        });
        bench.send();
        assertThat(bench.now(payout).state()).isEqualTo(PayoutState.SENT);
    }

    @Test
    void shouldHoldWhatWasApprovedBeforeAndNotSentYet() {
        UUID payee = earner();
        Payout payout = bench.request(payee, 1_000_00);
        assertThat(payout.state()).isEqualTo(PayoutState.APPROVED);
        raise(payee);
        bench.send();
        assertThat(bench.steps(payout)).containsExactly(PayoutState.REQUESTED, PayoutState.HELD);
        assertThat(bench.payouts.approve(payout.id(), "admin", "hurry")).isEqualTo(new PayoutMove.Flagged());
        assertThat(bench.steps(payout)).containsExactly(PayoutState.REQUESTED, PayoutState.HELD);
    }

    @Test
    void shouldNotLetGoWhatAnotherFlagOrAPersonHolds() {
        UUID payee = earner();
        UUID first = raise(payee);
        UUID second = raise(payee);
        Payout byFlags = bench.request(payee, 1_000_00);
        Payout byPerson = bench.request(payee, 700_00);
        bench.payouts.hold(byPerson.id(), "admin", "asked support");
        assertThat(released(desk.dismiss(first, PERSON, "nothing"))).isZero();
        assertThat(bench.now(byFlags).state()).isEqualTo(PayoutState.HELD);
        assertThat(released(desk.dismiss(second, PERSON, "nothing either"))).isEqualTo(1);
        assertThat(bench.now(byFlags).state()).isEqualTo(PayoutState.APPROVED);
        assertThat(bench.now(byPerson).state()).isEqualTo(PayoutState.HELD);
    }

    @Test
    void shouldFreezeWhoeverItWasFraudOf() {
        UUID payee = earner();
        UUID viewer = TestBilling.id();
        UUID flag = TestBilling.id();
        assertThat(risk.store.raise(
                        new Suspicion(
                                RiskKind.SHARED_CARD, viewer, flag.toString(), 3, 2, Map.of(payee, true, viewer, true)),
                        flag,
                        RiskBench.NOW))
                .isTrue();
        Payout payout = bench.request(payee, 1_000_00);
        assertThat(desk.confirm(flag, PERSON, "  stolen cards ")).isInstanceOf(RiskDecided.Done.class);
        assertThat(bench.money.balance(AccountKind.CREATOR_FROZEN, payee)).isEqualTo(4_000_00);
        assertThat(bench.refusal(payee, 600_00)).isEqualTo(new PayoutRefusal.Frozen());
        assertThat(bench.now(payout).state()).isEqualTo(PayoutState.HELD);
        // Who has never earned anything has nothing to freeze, and does not become a payee by it.
        assertThat(Sql.number(DATABASE.owner(), "select count(*) from billing.payee where payee_id = '" + viewer + "'"))
                .isZero();
        assertThat(desk.flags(RiskFlag.State.CONFIRMED, null, 10).items())
                .filteredOn(shown -> shown.flagId().equals(flag))
                .singleElement()
                .satisfies(shown -> assertThat(shown.decision())
                        .isEqualTo(new RiskFlag.Decision(PERSON, RiskBench.NOW, "stolen cards")));
    }

    @Test
    void shouldDecideOnceAndNeverWithoutAReason() {
        UUID payee = earner();
        UUID flag = raise(payee);
        assertThat(desk.confirm(flag, PERSON, " ")).isEqualTo(new RiskDecided.NoReason());
        assertThat(bench.money.balance(AccountKind.CREATOR_FROZEN, payee)).isZero();
        assertThat(desk.dismiss(TestBilling.id(), PERSON, "which?")).isEqualTo(new RiskDecided.Missing());
        assertThat(desk.dismiss(flag, PERSON, "nothing")).isInstanceOf(RiskDecided.Done.class);
        assertThat(desk.confirm(flag, PERSON, "it was")).isEqualTo(new RiskDecided.TooLate(RiskFlag.State.DISMISSED));
        assertThat(bench.money.balance(AccountKind.CREATOR_FROZEN, payee)).isZero();
    }

    /** The newcomer began three days ago; earnings mature after seven days, and two more count as at once. */
    @ParameterizedTest(name = "{0} of 5000, {1} coins of a newcomer and {2} of others: held {3}")
    @CsvSource({
        "4000, 2000, 1999, true",
        // Not nearly all of it.
        "3999, 2000, 1999, false",
        // Half of it is not most of it.
        "4000, 2000, 2000, false",
        // Too little to look at.
        "4000, 1999, 0, false",
        "5000, 9000, 100, true",
    })
    void shouldLookAtACashOutOfWhatMostlyOneNewcomerGave(long units, long ofNewcomer, long ofOthers, boolean held) {
        UUID payee = earner();
        UUID newcomer = TestBilling.id();
        risk.paid(newcomer, payee, ofNewcomer, Duration.ofDays(3));
        if (ofOthers > 0) {
            UUID regular = TestBilling.id();
            risk.paid(regular, payee, ofOthers, Duration.ofDays(3));
            risk.paid(regular, TestBilling.id(), 1, Duration.ofDays(20));
        }
        Payout payout = bench.request(payee, units * 100);
        assertThat(payout.state()).isEqualTo(held ? PayoutState.HELD : PayoutState.APPROVED);
        assertThat(risk.flags(RiskKind.QUICK_CASH_OUT, payee)).hasSize(held ? 1 : 0);
    }

    @Test
    void shouldNotTakeARegularForANewcomer() {
        UUID payee = earner();
        UUID regular = TestBilling.id();
        risk.paid(regular, payee, 9_000, Duration.ofDays(3));
        risk.paid(regular, TestBilling.id(), 1, Duration.ofDays(10));
        assertThat(bench.request(payee, 5_000_00).state()).isEqualTo(PayoutState.APPROVED);
    }

    /** Hours are counted for some time only; who came back after a while began before that. */
    @Test
    void shouldNotTakeForANewcomerWhoComesBack() {
        UUID payee = earner();
        TestBilling shop = new TestBilling(
                DATABASE.pool(), BillingConfig.builder().peakWindows(List.of()).build());
        bench.money.at(RiskBench.NOW.minus(Duration.ofDays(200)));
        UUID regular = shop.viewerWith(10);
        shop.billing
                .tips()
                .tip(new Tip(TestBilling.id(), regular, TestBilling.id(), null, TestBilling.coins(1), "", false));
        bench.money.at(RiskBench.NOW);
        UUID newcomer = shop.viewerWith(10);
        shop.billing
                .tips()
                .tip(new Tip(TestBilling.id(), newcomer, TestBilling.id(), null, TestBilling.coins(1), "", false));

        risk.paid(regular, payee, 9_000, Duration.ofDays(3));
        assertThat(bench.request(payee, 4_500_00).state()).isEqualTo(PayoutState.APPROVED);
        UUID other = earner();
        risk.paid(newcomer, other, 9_000, Duration.ofDays(3));
        assertThat(bench.request(other, 4_500_00).state()).isEqualTo(PayoutState.HELD);
    }

    /** What is brought by a link is a payee's as well, and waits beside what a performer earned. */
    @Test
    void shouldLetGoOnAndFreezeWhoHasOnlyBroughtPeople() {
        UUID referrer = bench.payeeWith(5_000_00);
        bench.money.earn(AccountKind.REFERRER_PENDING, referrer, 1);
        UUID flag = raise(referrer);
        Payout payout = bench.request(referrer, 1_000_00);
        assertThat(payout.state()).isEqualTo(PayoutState.HELD);
        assertThat(released(desk.dismiss(flag, PERSON, "nothing"))).isEqualTo(1);
        desk.confirm(raise(referrer), PERSON, "stolen cards");
        assertThat(bench.refusal(referrer, 600_00)).isEqualTo(new PayoutRefusal.Frozen());
    }

    @Test
    void shouldBeHeldByTheDatabaseWhoeverSends() {
        UUID payee = earner();
        Payout payout = bench.request(payee, 1_000_00);
        raise(payee);
        assertThat(Sql.attempt(
                        DATABASE.owner(),
                        "update billing.payout set state = 'SENT', sent_at = now() where id = '" + payout.id() + "'"))
                .isEqualTo("LG012");
        bench.send();
    }

    @Test
    void shouldRefuseToRewriteADecision() {
        UUID payee = earner();
        UUID flag = raise(payee);
        desk.dismiss(flag, PERSON, "nothing");
        String where = " where id = '" + flag + "'";
        assertThat(Sql.attempt(DATABASE.owner(), "update billing.risk_flag set note = 'else'" + where))
                .isEqualTo("LG011");
        assertThat(Sql.attempt(DATABASE.owner(), "delete from billing.risk_flag" + where))
                .isNotEmpty();
        assertThat(Sql.attempt(
                        DATABASE.owner(), "update billing.risk_party set holds = false where flag_id = '" + flag + "'"))
                .isNotEmpty();
    }

    /** With 5,000 to withdraw; it has earned at some time, so that it is a payee to everybody. */
    private UUID earner() {
        UUID payee = bench.payeeWith(5_000_00);
        bench.money.earn(payee, 1);
        return payee;
    }

    private UUID raise(UUID payee) {
        UUID flag = TestBilling.id();
        Suspicion found = new Suspicion(RiskKind.SHARED_DEVICE, payee, flag.toString(), 4, 3, Map.of(payee, true));
        assertThat(risk.store.raise(found, flag, RiskBench.NOW)).isTrue();
        return flag;
    }

    private static int released(RiskDecided decided) {
        return ((RiskDecided.Done) decided).releasedPayouts();
    }
}
