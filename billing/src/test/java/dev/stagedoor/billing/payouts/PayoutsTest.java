package dev.stagedoor.billing.payouts;

import static dev.stagedoor.billing.TestBilling.id;
import static dev.stagedoor.billing.ledger.AccountKind.BANK_OPERATING;
import static dev.stagedoor.billing.ledger.AccountKind.CREATOR_AVAILABLE;
import static dev.stagedoor.billing.ledger.AccountKind.CREATOR_FROZEN;
import static dev.stagedoor.billing.ledger.AccountKind.CREATOR_PAYOUT_IN_TRANSIT;
import static dev.stagedoor.billing.ledger.AccountKind.PSP_PAYOUT_CLEARING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One payout after the other, by the sandbox and by the bank's file. */
class PayoutsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final UUID HOUSE = new UUID(0, 0);

    private PayoutBench bench;

    @BeforeEach
    void open() {
        bench = new PayoutBench(DATABASE, SandboxPayouts.NAME);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldPay() {
        UUID payee = bench.payeeWith(5_000_00);
        long bank = bench.money.balance(BANK_OPERATING, HOUSE);
        Payout payout = bench.request(payee, 2_000_00);
        assertThat(bench.money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(3_000_00);
        assertThat(bench.money.balance(CREATOR_PAYOUT_IN_TRANSIT, payee)).isEqualTo(2_000_00);
        bench.send();
        assertThat(bench.money.balance(CREATOR_PAYOUT_IN_TRANSIT, payee)).isZero();
        assertThat(bench.now(payout).state()).isEqualTo(PayoutState.SENT);
        bench.pass(Duration.ofMinutes(1));
        bench.send();
        assertThat(bench.steps(payout)).containsExactly(PayoutState.REQUESTED, PayoutState.SENT, PayoutState.CONFIRMED);
        assertThat(bench.money.balance(BANK_OPERATING, HOUSE) - bank).isEqualTo(2_000_00);
        assertThat(bench.money.balance(PSP_PAYOUT_CLEARING, HOUSE)).isZero();
    }

    @Test
    void shouldGiveEverythingBackThatFailedTheTaxIncluded() {
        UUID payee = bench.payeeWith(40_000_00, SandboxAccount.FAILS.number());
        long before = bench.money.taxPayable("194J");
        Payout payout = bench.request(payee, 33_000_00);
        assertThat(payout.withheldMinor()).isEqualTo(300_00);
        assertThat(bench.money.taxPayable("194J") - before).isEqualTo(300_00);
        bench.send();
        assertThat(bench.now(payout).state()).isEqualTo(PayoutState.FAILED);
        assertThat(bench.now(payout).reason()).isEqualTo("The bank says that the account is closed.");
        assertThat(bench.money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(40_000_00);
        assertThat(bench.money.taxPayable("194J") - before).isZero();
        // Neither the caps nor the tax year remember it.
        bench.payouts.setDestination(payee, new Destination("Asha Rao", "77", "TEST0000001"));
        bench.payouts.verify(payee, "234F", "admin", "another account");
        assertThat(bench.request(payee, 33_000_00).withheldMinor()).isEqualTo(300_00);
    }

    @Test
    void shouldRepeatOnTheNextDayWhatFailedAndMayGoBetter() {
        UUID payee = bench.payeeWith(2_000_00, SandboxAccount.FAILS_LATE.number());
        Payout first = bench.request(payee, 1_000_00);
        bench.send();
        bench.pass(Duration.ofMinutes(1));
        bench.send();
        assertThat(bench.now(first).state()).isEqualTo(PayoutState.FAILED);
        bench.payouts.runSchedule(bench.clock.get());
        assertThat(bench.all(payee)).hasSize(1);
        bench.clock.set(Instant.parse("2026-03-11T00:30:00Z"));
        bench.payouts.runSchedule(bench.clock.get());
        bench.payouts.runSchedule(bench.clock.get());
        assertThat(bench.all(payee)).hasSize(2);
        Payout second = bench.all(payee).getFirst();
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.origin()).isEqualTo(Payout.Origin.RETRY);
        assertThat(second.providerKey()).isNotEqualTo(first.providerKey());
    }

    @Test
    void shouldAskWhatBecameOfAPayoutWhoseAnswerWasLost() {
        UUID payee = bench.payeeWith(2_000_00, SandboxAccount.SILENT.number());
        Payout payout = bench.request(payee, 1_000_00);
        bench.send();
        assertThat(bench.now(payout).state()).isEqualTo(PayoutState.UNKNOWN);
        assertThat(bench.money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(1_000_00);
        bench.pass(Duration.ofMinutes(1));
        bench.send();
        assertThat(bench.steps(payout))
                .containsExactly(PayoutState.REQUESTED, PayoutState.SENT, PayoutState.UNKNOWN, PayoutState.CONFIRMED);
    }

    @Test
    void shouldPayTheSameOnceWhenItIsAskedForTwice() {
        UUID payee = bench.payeeWith(5_000_00);
        PayoutOutcome first = bench.payouts.request(payee, false, 1_000_00L, SecondFactor.FRESH, "tap");
        PayoutOutcome again = bench.payouts.request(payee, false, 1_000_00L, SecondFactor.FRESH, "tap");
        assertThat(first).isInstanceOf(PayoutOutcome.Accepted.class);
        assertThat(again).isEqualTo(new PayoutOutcome.Accepted(((PayoutOutcome.Accepted) first).payout(), true));
        assertThat(bench.payouts.request(payee, false, 1_000_01L, SecondFactor.FRESH, "tap"))
                .isEqualTo(new PayoutOutcome.Refused(new PayoutRefusal.KeyReused()));
        assertThat(bench.money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(4_000_00);
    }

    @Test
    void shouldNotPayWhoeverIsFrozen() {
        UUID payee = bench.payeeWith(5_000_00);
        Payout waiting = bench.request(payee, 1_000_00);
        assertThat(bench.payouts.freeze(payee, "admin", "fraud case 7")).isEqualTo(PayeeMove.DONE);
        assertThat(bench.payouts.freeze(payee, "admin", "again")).isEqualTo(PayeeMove.UNCHANGED);
        bench.send();
        assertThat(bench.now(waiting).state()).isEqualTo(PayoutState.HELD);
        assertThat(bench.money.balance(CREATOR_FROZEN, payee)).isEqualTo(4_000_00);
        assertThat(bench.refusal(payee, 500_00)).isEqualTo(new PayoutRefusal.Frozen());
        assertThat(bench.payouts.unfreeze(payee, "admin", "cleared")).isEqualTo(PayeeMove.DONE);
        assertThat(bench.payouts.unfreeze(payee, "admin", "again")).isEqualTo(PayeeMove.UNCHANGED);
        assertThat(bench.money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(4_000_00);
        assertThat(bench.payouts.approve(waiting.id(), "admin", "cleared")).isInstanceOf(PayoutMove.Moved.class);
        bench.send();
        assertThat(bench.now(waiting).state()).isEqualTo(PayoutState.SENT);
    }

    @Test
    void shouldHoldReleaseAndCallOffWithReasons() {
        UUID payee = bench.payeeWith(5_000_00);
        Payout payout = bench.request(payee, 1_000_00);
        bench.payouts.hold(payout.id(), "admin", "name differs");
        bench.send();
        assertThat(bench.now(payout).state()).isEqualTo(PayoutState.HELD);
        assertThat(bench.now(payout).reason()).isEqualTo("name differs");
        bench.payouts.callOff(payout.id(), "admin", "asked by the payee");
        assertThat(bench.money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(5_000_00);
        assertThat(bench.payouts.approve(payout.id(), "admin", "too late"))
                .isEqualTo(new PayoutMove.TooLate(PayoutState.FAILED));
        assertThat(bench.payouts.hold(id(), "admin", "nobody")).isEqualTo(new PayoutMove.Missing());
    }

    @Test
    void shouldVerifyAgainWhenTheBankAccountChanges() {
        UUID payee = bench.payeeWith(5_000_00);
        bench.pass(Duration.ofSeconds(1));
        bench.payouts.setDestination(payee, new Destination("Somebody Else", "666", "TEST0000009"));
        assertThat(bench.refusal(payee, 500_00)).isEqualTo(new PayoutRefusal.NotVerified(""));
        bench.payouts.reject(payee, "admin", "The name is another one.");
        assertThat(bench.refusal(payee, 500_00)).isEqualTo(new PayoutRefusal.NotVerified("The name is another one."));
        bench.payouts.verify(payee, "", "admin", "seen");
        bench.request(payee, 500_00);
    }

    @Test
    void shouldPayByScheduleOnceADayAndOnceAWeek() {
        UUID daily = bench.payeeWith(1_000_00);
        UUID weekly = bench.payeeWith(1_000_00);
        bench.payouts.setSchedule(daily, PayoutSchedule.DAILY);
        bench.payouts.setSchedule(weekly, PayoutSchedule.WEEKLY);
        Instant sixOnWednesday = Instant.parse("2026-03-11T00:30:00Z");
        for (int day = 0; day < 6; day++) {
            for (int twice = 0; twice < 2; twice++) {
                bench.clock.set(sixOnWednesday.plus(Duration.ofDays(day)));
                bench.payouts.runSchedule(bench.clock.get());
            }
            bench.money.makeAvailable(daily, 600_00);
        }
        assertThat(bench.all(daily)).hasSize(6).extracting(Payout::origin).containsOnly(Payout.Origin.DAILY);
        assertThat(bench.all(daily).getLast().grossMinor()).isEqualTo(1_000_00);
        assertThat(bench.all(weekly)).hasSize(1);
        assertThat(bench.all(weekly).getFirst().requestedAt()).isEqualTo(Instant.parse("2026-03-16T00:30:00Z"));
    }

    @Test
    void shouldPayByTheBanksFile() {
        bench = new PayoutBench(DATABASE, BankFile.NAME);
        UUID payee = TestPayees.with(bench, "=Rao, \"Asha\"", 5_000_00);
        Payout paid = bench.request(payee, 1_000_00);
        Payout returned = bench.request(payee, 2_000_00);
        bench.send();
        assertThat(bench.bankFile.queued()).isEqualTo(2);
        BankFile.Batch batch = Objects.requireNonNull(bench.bankFile.export(), "two wait");
        assertThat(batch.csv()).contains(paid.id() + ",\"'=Rao, \"\"Asha\"\"\",000123,TEST0000001,1000.00,INR\r\n");
        assertThat(bench.bankFile.export()).isNull();
        assertThat(bench.bankFile.batch(batch.batchId())).isEqualTo(batch);
        assertThat(bench.bankFile.paid(paid.id())).isTrue();
        assertThat(bench.bankFile.paid(paid.id())).isFalse();
        assertThat(bench.bankFile.returned(returned.id(), "No such account.")).isTrue();
        bench.send();
        assertThat(bench.now(paid).state()).isEqualTo(PayoutState.CONFIRMED);
        assertThat(bench.now(returned).state()).isEqualTo(PayoutState.FAILED);
        assertThat(bench.money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(4_000_00);
    }

    @Test
    void shouldAnswerTheSameToTheSameKey() {
        UUID payee = bench.payeeWith(5_000_00);
        Payout payout = bench.request(payee, 1_000_00);
        SandboxPayouts sandbox = TestPayees.sandbox(DATABASE, bench);
        PayoutProvider.Instruction instruction = new PayoutProvider.Instruction(
                payout.providerKey(), new Money(1_000_00, Asset.INR), new Destination("A", "1", ""));
        assertThat(sandbox.fetch(payout.providerKey())).isEqualTo(new PayoutProvider.Answer.NotFound());
        PayoutProvider.Answer first = sandbox.create(instruction);
        assertThat(sandbox.create(instruction)).isEqualTo(first);
        bench.pass(SandboxAccount.PAYS_AFTER);
        assertThat(sandbox.create(instruction)).isInstanceOf(PayoutProvider.Answer.Processed.class);
        assertThat(sandbox.create(new PayoutProvider.Instruction(
                        payout.providerKey(), new Money(1_000_01, Asset.INR), instruction.destination())))
                .isInstanceOf(PayoutProvider.Answer.NoAnswer.class);
    }
}
