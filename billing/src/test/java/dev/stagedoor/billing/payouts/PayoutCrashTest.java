package dev.stagedoor.billing.payouts;

import static dev.stagedoor.billing.ledger.AccountKind.CREATOR_AVAILABLE;
import static dev.stagedoor.billing.ledger.AccountKind.CREATOR_PAYOUT_IN_TRANSIT;
import static dev.stagedoor.billing.ledger.AccountKind.PSP_PAYOUT_CLEARING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.FaultyDataSource;
import dev.stagedoor.billing.FaultyDataSource.Fault;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Obstacle;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.risk.RiskBench;
import dev.stagedoor.billing.risk.RiskDesk;
import dev.stagedoor.billing.risk.RiskKind;
import dev.stagedoor.billing.risk.Suspicion;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Killed between any two steps, a payout is paid once. */
class PayoutCrashTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final UUID HOUSE = new UUID(0, 0);

    private FaultyDataSource pool;
    private PayoutBench bench;
    private UUID payee;

    @BeforeEach
    void open() {
        pool = new FaultyDataSource(DATABASE.pool());
        bench = new PayoutBench(DATABASE, pool, Till.NAME);
        payee = bench.payeeWith(5_000_00);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
        assertThat(bench.money.balance(PSP_PAYOUT_CLEARING, HOUSE)).isZero();
        assertThat(bench.money.balance(CREATOR_PAYOUT_IN_TRANSIT, payee)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Till.Kill.class,
            names = {"BEFORE_SEND", "AFTER_SEND", "BEFORE_FETCH", "AFTER_FETCH"})
    void shouldPayOnceWhenKilledBetweenSendAndAnswer(Till.Kill moment) {
        Payout payout = bench.request(payee, 1_000_00);
        bench.till.kill = moment;
        assertThatThrownBy(bench::send).isInstanceOf(Till.Killed.class);
        assertThat(bench.now(payout).state()).isEqualTo(PayoutState.SENT);
        // Nobody touches it before its time: the killed one might only be slow.
        bench.send();
        assertThat(bench.now(payout).state()).isEqualTo(PayoutState.SENT);
        recover();
        assertThat(bench.now(payout).state()).isEqualTo(PayoutState.CONFIRMED);
        assertThat(bench.steps(payout)).contains(PayoutState.UNKNOWN);
        assertThat(bench.till.created).hasSize(1).containsOnly(payout.providerKey());
        assertThat(bench.till.paid).containsOnlyKeys(payout.providerKey());
        assertThat(bench.money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(4_000_00);
    }

    /** The provider has never heard of it, and would be told now. */
    @Test
    void shouldNotSendOnceMoreWhatIsFrozenByThen() {
        Payout payout = bench.request(payee, 1_000_00);
        bench.till.kill = Till.Kill.BEFORE_SEND;
        assertThatThrownBy(bench::send).isInstanceOf(Till.Killed.class);
        bench.payouts.freeze(payee, "admin", "stolen cards");
        recover();
        assertThat(bench.till.created).isEmpty();
        assertThat(bench.now(payout).state()).isEqualTo(PayoutState.UNKNOWN);
        bench.payouts.unfreeze(payee, "admin", "they were hers");
        recover();
        assertThat(bench.now(payout).state()).isEqualTo(PayoutState.CONFIRMED);
        assertThat(bench.till.created).hasSize(1);
    }

    @Test
    void shouldNotSendOnceMoreWhatAFlagHoldsByThen() {
        RiskBench risk = new RiskBench(DATABASE);
        Payout payout = bench.request(payee, 1_000_00);
        bench.till.kill = Till.Kill.BEFORE_SEND;
        assertThatThrownBy(bench::send).isInstanceOf(Till.Killed.class);
        UUID flag = TestBilling.id();
        risk.store.raise(
                new Suspicion(RiskKind.SHARED_DEVICE, payee, flag.toString(), 4, 3, Map.of(payee, true)),
                flag,
                RiskBench.NOW);
        recover();
        assertThat(bench.till.created).isEmpty();
        new RiskDesk(risk.store, bench.payouts, bench.concerned, risk.counts, bench.clock::get)
                .dismiss(flag, TestBilling.id(), "a family with one tablet");
        recover();
        assertThat(bench.now(payout).state()).isEqualTo(PayoutState.CONFIRMED);
    }

    @Test
    void shouldSendTheOthersAlthoughOneCannotBeSeenTo() {
        UUID other = bench.payeeWith(5_000_00);
        Payout stuck = bench.request(payee, 1_000_00);
        Payout next = bench.request(other, 1_000_00);
        try (Obstacle _ = new Obstacle(DATABASE, "payout", "payee_id", payee)) {
            assertThatThrownBy(bench::send).isInstanceOf(IllegalStateException.class);
            assertThat(bench.now(next).state()).isEqualTo(PayoutState.CONFIRMED);
            assertThat(bench.now(stuck).state()).isEqualTo(PayoutState.APPROVED);
        }
        bench.send();
        assertThat(bench.now(stuck).state()).isEqualTo(PayoutState.CONFIRMED);
    }

    @Test
    void shouldAskAgainWhenAnAnswerCannotBeReadAndSendTheOthers() {
        UUID other = bench.payeeWith(5_000_00);
        Payout garbled = bench.request(payee, 1_000_00);
        Payout next = bench.request(other, 1_000_00);
        bench.till.beforeAnswer = () -> {
            bench.till.beforeAnswer = () -> {};
            throw new IllegalArgumentException("a text where a number was expected");
        };
        bench.send();
        assertThat(bench.now(garbled).state()).isEqualTo(PayoutState.UNKNOWN);
        assertThat(bench.now(next).state()).isEqualTo(PayoutState.CONFIRMED);
        recover();
        assertThat(bench.now(garbled).state()).isEqualTo(PayoutState.CONFIRMED);
        assertThat(bench.till.created).hasSize(2);
    }

    @Test
    void shouldPayOnceWhenKilledAgainWhileAsking() {
        Payout payout = bench.request(payee, 1_000_00);
        bench.till.kill = Till.Kill.AFTER_SEND;
        assertThatThrownBy(bench::send).isInstanceOf(Till.Killed.class);
        for (int i = 0; i < 3; i++) {
            bench.pass(Duration.ofHours(1));
            bench.till.kill = Till.Kill.AFTER_FETCH;
            assertThatThrownBy(bench::send).isInstanceOf(Till.Killed.class);
        }
        recover();
        assertThat(bench.now(payout).state()).isEqualTo(PayoutState.CONFIRMED);
        assertThat(bench.till.created).hasSize(1);
    }

    /** Commits of a run in order: marking as sent is the first, the provider's answer the second. */
    @ParameterizedTest
    @CsvSource({"BEFORE_COMMIT, 0", "AFTER_COMMIT, 0", "BEFORE_COMMIT, 1", "AFTER_COMMIT, 1"})
    void shouldPayOnceWhenTheDatabaseIsLostAtACommit(Fault fault, int commit) {
        Payout payout = bench.request(payee, 1_000_00);
        if (commit == 0) {
            pool.breakAt(fault);
        } else {
            bench.till.beforeAnswer = () -> pool.breakAt(fault);
        }
        assertThatThrownBy(bench::send).isInstanceOf(LedgerUnavailableException.class);
        bench.till.beforeAnswer = () -> {};
        recover();
        assertThat(bench.now(payout).state()).isEqualTo(PayoutState.CONFIRMED);
        assertThat(bench.till.created).hasSize(1);
        assertThat(bench.money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(4_000_00);
    }

    @Test
    void shouldGiveBackOnceWhenTheDatabaseIsLostWhileAFailureIsBooked() {
        Payout payout = bench.request(payee, 1_000_00);
        bench.till.next = new PayoutProvider.Answer.Failed("ref", "refused", true);
        bench.till.beforeAnswer = () -> pool.breakAt(Fault.AFTER_COMMIT);
        assertThatThrownBy(bench::send).isInstanceOf(LedgerUnavailableException.class);
        bench.till.beforeAnswer = () -> {};
        recover();
        assertThat(bench.now(payout).state()).isEqualTo(PayoutState.FAILED);
        assertThat(bench.money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(5_000_00);
        assertThat(bench.till.paid).isEmpty();
    }

    private void recover() {
        for (int i = 0; i < 3; i++) {
            bench.pass(Duration.ofHours(1));
            bench.send();
        }
    }
}
