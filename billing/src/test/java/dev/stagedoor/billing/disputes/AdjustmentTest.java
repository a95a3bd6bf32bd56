package dev.stagedoor.billing.disputes;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.approval.Approvals;
import dev.stagedoor.billing.approval.DecisionOutcome;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Corrections of the books take two people. */
class AdjustmentTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID proposal = id();
    private final UUID proposer = id();
    private final UUID approver = id();
    private final UUID viewer = id();
    private TestBilling test;
    private Approvals approvals;

    @BeforeEach
    void open() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        approvals = test.billing.approvals();
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldPostWhatTheSecondPersonApproved() {
        propose(gift(5_000));
        assertThat(test.available(viewer)).isZero();
        assertThat(approvals.approve(proposal, proposer, "myself")).isEqualTo(new DecisionOutcome.SamePerson());
        assertThat(approvals.approve(proposal, approver, "agreed")).isInstanceOf(DecisionOutcome.Decided.class);
        assertThat(approvals.approve(proposal, approver, "agreed")).isInstanceOf(DecisionOutcome.Decided.class);
        assertThat(test.available(viewer)).isEqualTo(5_000);
        assertThat(Sql.rows(
                        DATABASE.owner(),
                        "select code || ' ' || memo from billing.transfer where ref = '" + proposal + "'"))
                .containsExactly(
                        "ADJUST lost by our fault (proposed by " + proposer + ", approved by " + approver + ")");
        assertThat(Sql.rows(DATABASE.owner(), "select class from billing.coin_lot where owner_ref = '" + viewer + "'"))
                .containsExactly("REFUND");
    }

    @Test
    void shouldNotPostWhatDoesNotBalance() {
        propose(new Adjustment(List.of(
                new Adjustment.Entry("platform.psp_fees", null, null, "INR", 250),
                new Adjustment.Entry("psp.receivable", null, "sandbox", "INR", -249))));
        refuses("does not balance");
    }

    @Test
    void shouldNotTakeMoreThanThereIs() {
        propose(gift(-1));
        refuses("not enough on viewer.available");
    }

    @Test
    void shouldNotTouchHoldsOrUnknownAccounts() {
        propose(new Adjustment(List.of(
                new Adjustment.Entry("viewer.held", viewer, null, "COIN", 1),
                new Adjustment.Entry("platform.coins_issued_refund", null, null, "COIN", -1))));
        refuses("adjust the wallet");
    }

    private Adjustment gift(long coins) {
        return new Adjustment(List.of(
                new Adjustment.Entry("viewer.available", viewer, null, "COIN", coins),
                new Adjustment.Entry("platform.coins_issued_refund", null, null, "COIN", -coins)));
    }

    private void propose(Adjustment adjustment) {
        approvals.propose(proposal, Adjustment.KIND, adjustment, "lost by our fault", proposer);
    }

    private void refuses(String reason) {
        assertThat(approvals.approve(proposal, approver, "agreed"))
                .isInstanceOfSatisfying(
                        DecisionOutcome.Inapplicable.class,
                        no -> assertThat(no.reason()).contains(reason));
    }
}
