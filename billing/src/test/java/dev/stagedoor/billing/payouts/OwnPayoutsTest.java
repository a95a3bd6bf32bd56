package dev.stagedoor.billing.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.approval.ApprovalTerms;
import dev.stagedoor.billing.approval.Approvals;
import dev.stagedoor.billing.approval.DecisionOutcome;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.risk.RiskBench;
import dev.stagedoor.billing.risk.RiskDecided;
import dev.stagedoor.billing.risk.RiskDesk;
import dev.stagedoor.billing.risk.RiskFlag;
import dev.stagedoor.billing.risk.RiskKind;
import dev.stagedoor.billing.risk.Suspicion;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresApprovals;
import dev.stagedoor.billing.store.SettlementChange;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody of the house who is paid decides on none of their payouts, nor on anything that stops them. */
class OwnPayoutsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private PayoutBench bench;
    private UUID own;
    private String actor;

    @BeforeEach
    void open() {
        bench = new PayoutBench(DATABASE, BankFile.NAME);
        own = bench.payeeWith(5_000_00);
        actor = own.toString();
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldNotMoveAnOwnPayout() {
        Payout payout = bench.request(own, 1_000_00);
        Payouts payouts = bench.payouts;
        assertThat(Stream.of(
                        payouts.approve(payout.id(), actor, "mine"),
                        payouts.hold(payout.id(), actor, "mine"),
                        payouts.callOff(payout.id(), actor, "mine"),
                        payouts.checkNow(payout.id(), actor)))
                .containsOnly(new PayoutMove.OwnCase());
        assertThat(bench.now(payout).state()).isEqualTo(payout.state());
        assertThat(payouts.callOff(payout.id(), "admin", "asked for")).isInstanceOf(PayoutMove.Moved.class);
    }

    @Test
    void shouldNotSayWhatTheBankDidWithAnOwnPayout() {
        Payout payout = bench.request(own, 1_000_00);
        bench.send();
        bench.bankFile.export();
        assertThat(Stream.of(
                        bench.payouts.paidByBank(payout.id(), actor),
                        bench.payouts.returnedByBank(payout.id(), actor, "mine")))
                .containsOnly(new PayoutMove.OwnCase());
        assertThat(Sql.rows(
                        DATABASE.owner(),
                        "select state from billing.bank_file_line where payout_id = '" + payout.id() + "'"))
                .containsExactly("EXPORTED");
        assertThat(bench.payouts.paidByBank(payout.id(), "admin")).isInstanceOf(PayoutMove.Moved.class);
        bench.send();
    }

    @Test
    void shouldNotDecideWhetherOneIsPaid() {
        Payouts payouts = bench.payouts;
        assertThat(Stream.of(
                        payouts.verify(own, "234F", actor, "mine"),
                        payouts.reject(own, actor, "mine"),
                        payouts.freeze(own, actor, "mine")))
                .containsOnly(PayeeMove.OWN_CASE);
        assertThat(payouts.freeze(own, "admin", "case 7")).isEqualTo(PayeeMove.DONE);
        assertThat(payouts.unfreeze(own, actor, "mine")).isEqualTo(PayeeMove.OWN_CASE);
        assertThat(payouts.unfreeze(own, "admin", "cleared")).isEqualTo(PayeeMove.DONE);
    }

    @Test
    void shouldNotDecideOnAFlagThatNamesOneEvenWhereItHoldsOthersOnly() {
        RiskBench risk = new RiskBench(DATABASE);
        RiskDesk desk = new RiskDesk(risk.store, bench.payouts, bench.concerned, risk.counts, bench.clock::get);
        UUID flag = TestBilling.id();
        UUID payee = bench.payeeWith(0);
        Suspicion found = new Suspicion(
                RiskKind.SPEND_SPIKE, own, flag.toString(), 9_000, 2_000, Map.of(own, false, payee, true));
        assertThat(risk.store.raise(found, flag, RiskBench.NOW)).isTrue();

        assertThat(Stream.of(own, payee)
                        .flatMap(each ->
                                Stream.of(desk.dismiss(flag, each, "nothing"), desk.confirm(flag, each, "stolen"))))
                .containsOnly(new RiskDecided.OwnCase());
        assertThat(bench.payouts.unfreeze(payee, "admin", "was never frozen")).isEqualTo(PayeeMove.UNCHANGED);
        assertThat(Objects.requireNonNull(risk.store.find(flag)).state()).isEqualTo(RiskFlag.State.OPEN);
        assertThat(desk.dismiss(flag, TestBilling.id(), "nothing")).isInstanceOf(RiskDecided.Done.class);
    }

    @Test
    void shouldNotApproveWhatBecameOfAnOwnPayout() {
        Payout payout = bench.request(own, 1_000_00);
        Database database = new Database(DATABASE.pool(), 4, UUID.randomUUID(), _ -> {});
        PayoutTerms terms = PayoutTerms.defaults(Asset.INR, PayoutBench.KOLKATA, BankFile.NAME);
        Approvals approvals = new Approvals(
                new PostgresApprovals(
                        database, List.of(new SettlementChange(terms, new PayoutPostings(TestBilling::id)))),
                ApprovalTerms.defaults(),
                bench.concerned,
                bench.clock::get);
        UUID proposal = TestBilling.id();
        approvals.propose(
                proposal,
                PayoutSettlement.KIND,
                new PayoutSettlement(payout.id(), true),
                "on the statement",
                TestBilling.id());
        assertThat(approvals.approve(proposal, own, "seen")).isEqualTo(new DecisionOutcome.OwnCase());
        assertThat(approvals.approve(proposal, TestBilling.id(), "seen"))
                .isInstanceOf(DecisionOutcome.Inapplicable.class);
        bench.payouts.callOff(payout.id(), "admin", "the test is over");
    }
}
