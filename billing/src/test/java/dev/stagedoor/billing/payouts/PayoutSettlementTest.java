package dev.stagedoor.billing.payouts;

import static dev.stagedoor.billing.TestBilling.id;
import static dev.stagedoor.billing.ledger.AccountKind.CREATOR_AVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.RazorpayDouble;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.approval.ApprovalTerms;
import dev.stagedoor.billing.approval.Approvals;
import dev.stagedoor.billing.approval.DecisionOutcome;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.payments.JdkProviderHttp;
import dev.stagedoor.billing.payments.Signatures;
import dev.stagedoor.billing.payments.WebhookOutcome;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresApprovals;
import dev.stagedoor.billing.store.SettlementChange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider does not say clearly is said by two people, and booked like its own answer. */
class PayoutSettlementTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final RazorpayDouble razorpay = new RazorpayDouble();
    private final UUID proposer = id();
    private final UUID approver = id();
    private PayoutBench bench;
    private Approvals approvals;
    private PayoutSettlements settlements;
    private UUID payee;
    private Payout payout;
    private int events;

    @BeforeEach
    void sendOneThatIsNotAnswered() {
        bench = new PayoutBench(
                DATABASE,
                new RazorpayxPayouts(
                        new RazorpayxTerms(
                                razorpay.url(), "id", "secret", "2323230000000001", RazorpayxTerms.Mode.IMPS, "hook"),
                        new JdkProviderHttp()));
        Database database = new Database(DATABASE.pool(), 4, UUID.randomUUID(), _ -> {});
        PayoutTerms terms = PayoutTerms.defaults(Asset.INR, PayoutBench.KOLKATA, RazorpayxPayouts.NAME);
        approvals = new Approvals(
                new PostgresApprovals(
                        database, List.of(new SettlementChange(terms, new PayoutPostings(TestBilling::id)))),
                ApprovalTerms.defaults(),
                bench.concerned,
                bench.clock::get);
        settlements = new PayoutSettlements(bench.payouts.browser(), approvals);
        payee = bench.payeeWith(40_000_00);
        payout = bench.request(payee, 33_000_00);
        razorpay.refuseNext(503, "busy");
        bench.send();
        assertThat(state()).isEqualTo(PayoutState.UNKNOWN);
    }

    /** Ends the payout, so that no other test's sender finds it under way. */
    @AfterEach
    void invariantsHold() {
        if (bench.now(payout).endedAt() == null) {
            settle(true);
        }
        razorpay.close();
        Invariants.check(DATABASE.owner());
    }

    private PayoutState state() {
        return bench.now(payout).state();
    }

    private SettlementProposal propose(UUID id, boolean paid) {
        return settlements.propose(id, new PayoutSettlement(payout.id(), paid), "on the statement", proposer);
    }

    private DecisionOutcome settle(boolean paid) {
        UUID id = id();
        assertThat(propose(id, paid)).isInstanceOf(SettlementProposal.Proposed.class);
        return approvals.approve(id, approver, "seen it too");
    }

    private WebhookOutcome says(String status, long amountMinor) {
        byte[] body = """
                {"event":"payout.%s","payload":{"payout":{"entity":{"id":"pout_%d%s","amount":%d,"currency":"INR",
                 "status":"%s","reference_id":"%s","status_details":{"source":"beneficiary_bank",
                 "description":"The bank sent it back"}}}}}""".formatted(status, ++events, payout.id(), amountMinor, status, payout.providerKey())
                .getBytes(StandardCharsets.UTF_8);
        return bench.webhooks.receive(
                RazorpayxPayouts.NAME, Map.of("x-razorpay-signature", Signatures.hmacSha256("hook", body)), body);
    }

    private List<String> news() {
        return Sql.rows(
                DATABASE.owner(),
                "select outcome from billing.provider_event where payout_id = '" + payout.id() + "' order by id");
    }

    @ParameterizedTest(name = "paid: {0}")
    @ValueSource(booleans = {true, false})
    void shouldBookWhatTwoPeopleSay(boolean paid) {
        UUID id = id();
        assertThat(propose(id, paid)).isInstanceOf(SettlementProposal.Proposed.class);
        assertThat(state()).isEqualTo(PayoutState.UNKNOWN);
        assertThat(approvals.approve(id, proposer, "quickly")).isInstanceOf(DecisionOutcome.SamePerson.class);
        assertThat(state()).isEqualTo(PayoutState.UNKNOWN);
        assertThat(approvals.approve(id, approver, "seen it too")).isInstanceOf(DecisionOutcome.Decided.class);

        assertThat(state()).isEqualTo(paid ? PayoutState.CONFIRMED : PayoutState.FAILED);
        assertThat(bench.money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(paid ? 7_000_00 : 40_000_00);
        PayoutBrowser.Step last = Objects.requireNonNull(bench.payouts.browser().history(payout.id()))
                .steps()
                .getLast();
        assertThat(last.actor()).isEqualTo(approver.toString());
        assertThat(last.reason()).isEqualTo("on the statement (proposed by " + proposer + ")");
        // Nobody is asked any more, and nothing is sent.
        bench.pass(Duration.ofDays(1));
        bench.send();
        assertThat(razorpay.payouts()).isZero();
    }

    @Test
    void shouldCloseTheNewsThatWasKeptAside() {
        assertThat(says("processed", 1)).isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(news()).containsExactly("QUARANTINED");
        settle(true);
        assertThat(news()).containsExactly("SETTLED");
        assertThat(Sql.rows(
                        DATABASE.owner(),
                        "select reason from billing.provider_event where payout_id = '" + payout.id() + "'"))
                .singleElement()
                .asString()
                .contains("is of INR 32,700.00, not of INR 0.01", "on the statement (proposed by " + proposer + ")");
    }

    @Test
    void shouldNotBookWhatIsKnownMeanwhile() {
        UUID id = id();
        propose(id, false);
        assertThat(says("processed", 32_700_00)).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(state()).isEqualTo(PayoutState.CONFIRMED);
        UUID paid = id();
        assertThat(propose(paid, true)).isEqualTo(new SettlementProposal.NotOpen(PayoutState.CONFIRMED));
        // That the bank has sent it back may still be said.
        assertThat(approvals.approve(id, approver, "seen it too")).isInstanceOf(DecisionOutcome.Decided.class);
        assertThat(state()).isEqualTo(PayoutState.FAILED);
        assertThat(bench.money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(40_000_00);
    }

    @Test
    void shouldRefuseAnApprovalThatCameTooLate() {
        UUID id = id();
        propose(id, true);
        settle(true);
        assertThat(approvals.approve(id, approver, "seen it too")).isInstanceOf(DecisionOutcome.Inapplicable.class);
    }

    @Test
    void shouldBookNothingMoreOfWhatWasGivenBack() {
        UUID early = id();
        propose(early, true);
        settle(false);
        assertThat(approvals.approve(early, approver, "seen it too")).isInstanceOf(DecisionOutcome.Inapplicable.class);
        assertThat(propose(id(), true)).isEqualTo(new SettlementProposal.NotOpen(PayoutState.FAILED));
        assertThat(propose(id(), false)).isEqualTo(new SettlementProposal.NotOpen(PayoutState.FAILED));
        assertThat(state()).isEqualTo(PayoutState.FAILED);
        assertThat(bench.money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(40_000_00);
    }

    @Test
    void shouldKeepAsideThatWhatWasSettledAsFailedIsSaidToBePaid() {
        settle(false);
        assertThat(says("processed", 32_700_00))
                .isInstanceOfSatisfying(
                        WebhookOutcome.Quarantined.class,
                        kept -> assertThat(kept.reason()).contains("was settled here as failed"));
        assertThat(news()).containsExactly("QUARANTINED");
    }

    @Test
    void shouldSaySoForWhatCannotBeSettled() {
        assertThat(settlements.propose(id(), new PayoutSettlement(id(), true), "on the statement", proposer))
                .isEqualTo(new SettlementProposal.Missing());
        assertThat(settlements.propose(id(), new PayoutSettlement(payout.id(), true), "a", proposer))
                .isEqualTo(new SettlementProposal.NoReason());
        UUID id = id();
        propose(id, true);
        assertThat(propose(id, false)).isEqualTo(new SettlementProposal.Conflict());
        PayoutBench byFile = new PayoutBench(DATABASE, BankFile.NAME);
        UUID other = byFile.payeeWith(1_000_00);
        Payout inFile = byFile.request(other, 1_000_00);
        assertThat(settlements.propose(id(), new PayoutSettlement(inFile.id(), true), "on the statement", proposer))
                .isEqualTo(new SettlementProposal.ByBankFile());
        byFile.payouts.callOff(inFile.id(), "admin", "a test is over");
    }

    @Test
    void shouldGiveBackWhatABankSendsBackAfterItWasSaidToBePaid() {
        PayoutBench byFile = new PayoutBench(DATABASE, BankFile.NAME);
        UUID other = byFile.payeeWith(1_000_00);
        Payout inFile = byFile.request(other, 1_000_00);
        byFile.send();
        byFile.bankFile.export();
        byFile.payouts.paidByBank(inFile.id(), "admin");
        byFile.send();
        assertThat(byFile.now(inFile).state()).isEqualTo(PayoutState.CONFIRMED);
        assertThat(byFile.payouts.returnedByBank(inFile.id(), "admin", "closed"))
                .isEqualTo(new PayoutMove.TooLate(PayoutState.CONFIRMED));
        assertThat(settlements.propose(id(), new PayoutSettlement(inFile.id(), true), "on the statement", proposer))
                .isEqualTo(new SettlementProposal.NotOpen(PayoutState.CONFIRMED));
        UUID id = id();
        settlements.propose(id, new PayoutSettlement(inFile.id(), false), "came back on the fifth", proposer);
        assertThat(approvals.approve(id, approver, "seen it too")).isInstanceOf(DecisionOutcome.Decided.class);
        assertThat(byFile.now(inFile).state()).isEqualTo(PayoutState.FAILED);
        assertThat(byFile.money.balance(CREATOR_AVAILABLE, other)).isEqualTo(1_000_00);
    }
}
