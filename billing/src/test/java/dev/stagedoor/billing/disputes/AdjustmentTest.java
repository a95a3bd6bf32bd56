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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Each line beside others that are as they should be. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "viewer.available | V | - | INR | 100 | kept in COIN, not in INR",
                "platform.psp_fees | - | - | COIN | 100 | kept in INR, not in COIN",
                "platform.psp_fees | - | - | USD | 100 | kept in INR, not in USD",
                "creator.available | - | - | INR | 100 | say whose",
                "platform.psp_fees | V | - | INR | 100 | the house's and nobody else's",
                "psp.receivable | - | - | INR | 100 | say which",
                "platform.psp_fees | - | stripe | INR | 100 | has no provider",
                "platform.psp_fees | - | - | INR | 0 | nothing is moved",
                "bank.operating | - | - | INR | 100 | there twice",
                "viewer.debt | W | - | INR | -100 | one viewer at a time",
                "platform.psp_fees | - | - | INR | 9223372036854775807 | larger than any books",
                "platform.psp_fees | - | - | INR | 1000000000000001 | larger than any books",
                "platform.psp_fees | - | - | INR | -9223372036854775808 | larger than any books",
                "platform.fees | - | - | INR | 100 | no account is called platform.fees",
            })
    void shouldSayWhatIsWrongWithALine(
            String kind, @Nullable String owner, @Nullable String qualifier, String asset, long amount, String why) {
        UUID who = owner == null ? null : owner.equals("V") ? viewer : id();
        propose(new Adjustment(List.of(
                new Adjustment.Entry(kind, who, qualifier, asset, amount),
                new Adjustment.Entry("bank.operating", null, null, "INR", 200),
                new Adjustment.Entry("viewer.debt", viewer, null, "INR", 300))));
        refuses(why);
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
