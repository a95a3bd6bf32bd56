package dev.stagedoor.billing.payouts;

import static dev.stagedoor.billing.ledger.AccountKind.BANK_OPERATING;
import static dev.stagedoor.billing.ledger.AccountKind.CREATOR_AVAILABLE;
import static dev.stagedoor.billing.ledger.AccountKind.PSP_PAYOUT_CLEARING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.RazorpayDouble;
import dev.stagedoor.billing.payments.JdkProviderHttp;
import dev.stagedoor.billing.payments.Signatures;
import dev.stagedoor.billing.payments.WebhookOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payouts by RazorpayX from end to end: real HTTP to a double that loses answers, real PostgreSQL. */
class RazorpayxTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final UUID HOUSE = new UUID(0, 0);

    private final RazorpayDouble razorpay = new RazorpayDouble();
    private PayoutBench bench;
    private UUID payee;
    private Payout payout;
    private long bank;
    private long clearing;

    @BeforeEach
    void askForAPayout() {
        bench = new PayoutBench(
                DATABASE,
                new RazorpayxPayouts(
                        new RazorpayxTerms(
                                razorpay.url(), "id", "secret", "2323230000000001", RazorpayxTerms.Mode.IMPS, "hook"),
                        new JdkProviderHttp()));
        bank = bench.money.balance(BANK_OPERATING, HOUSE);
        clearing = bench.money.balance(PSP_PAYOUT_CLEARING, HOUSE);
        payee = bench.payeeWith(40_000_00, "00112233445566");
        payout = bench.request(payee, 33_000_00);
    }

    /** Ends the payout, so that no other test's sender finds it under way. */
    @AfterEach
    void invariantsHold() {
        if (bench.now(payout).endedAt() == null) {
            assertThat(says("rejected")).isEqualTo(new WebhookOutcome.Accepted());
        }
        razorpay.close();
        Invariants.check(DATABASE.owner());
        assertThat(bench.money.balance(PSP_PAYOUT_CLEARING, HOUSE)).isEqualTo(clearing);
    }

    private long left() {
        return bench.money.balance(CREATOR_AVAILABLE, payee);
    }

    private void askAgain() {
        bench.pass(Duration.ofMinutes(5));
        bench.send();
    }

    private PayoutState state() {
        return bench.now(payout).state();
    }

    private WebhookOutcome says(String status, String ref, long amountMinor, String key, String secret) {
        byte[] body = """
                {"event":"payout.%s","payload":{"payout":{"entity":{"id":"%s","amount":%d,"currency":"INR",
                 "status":"%s","reference_id":"%s","status_details":{"source":"beneficiary_bank",
                 "description":"The bank sent it back"}}}}}""".formatted(status, ref, amountMinor, status, key).getBytes(StandardCharsets.UTF_8);
        return bench.webhooks.receive(
                RazorpayxPayouts.NAME, Map.of("x-razorpay-signature", Signatures.hmacSha256(secret, body)), body);
    }

    /** References differ from test to test, as they do in the world: the database is one. */
    private String ref() {
        return "pout_" + payout.id();
    }

    private WebhookOutcome says(String status) {
        return says(status, ref(), 32_700_00, payout.providerKey(), "hook");
    }

    @Test
    void shouldPayByOneRequestThatNamesOurPayoutTwice() {
        bench.send();
        assertThat(state()).isEqualTo(PayoutState.SENT);
        assertThat(bench.now(payout).providerRef()).isEqualTo(ref());
        razorpay.payoutIs(payout.providerKey(), "processed", "beneficiary_bank", "Paid");
        askAgain();

        assertThat(state()).isEqualTo(PayoutState.CONFIRMED);
        assertThat(bench.money.balance(BANK_OPERATING, HOUSE) - bank).isEqualTo(32_700_00);
        assertThat(razorpay.asked())
                .containsExactly(
                        ("POST /v1/payouts {\"account_number\":\"2323230000000001\",\"amount\":3270000,"
                                        + "\"currency\":\"INR\",\"mode\":\"IMPS\",\"purpose\":\"payout\","
                                        + "\"fund_account\":{\"account_type\":\"bank_account\",\"bank_account\":{"
                                        + "\"name\":\"Asha Rao\",\"ifsc\":\"TEST0000001\","
                                        + "\"account_number\":\"00112233445566\"},"
                                        + "\"contact\":{\"name\":\"Asha Rao\",\"type\":\"vendor\"}},"
                                        + "\"queue_if_low_balance\":true,\"reference_id\":\"%s\"}")
                                .formatted(payout.id()),
                        "GET /v1/payouts ");
    }

    @Test
    void shouldLookUpAPayoutWhoseAnswerWasLost() {
        razorpay.loseNextAnswer();
        bench.send();
        assertThat(state()).isEqualTo(PayoutState.UNKNOWN);
        assertThat(left()).isEqualTo(7_000_00);
        askAgain();
        assertThat(state()).isEqualTo(PayoutState.SENT);
        razorpay.payoutIs(payout.providerKey(), "processed", "beneficiary_bank", "Paid");
        askAgain();

        assertThat(razorpay.payouts()).isEqualTo(1);
        assertThat(razorpay.asked()).hasSize(3);
        assertThat(bench.steps(payout))
                .containsExactly(
                        PayoutState.REQUESTED,
                        PayoutState.SENT,
                        PayoutState.UNKNOWN,
                        PayoutState.SENT,
                        PayoutState.CONFIRMED);
    }

    @Test
    void shouldSendAgainUnderTheSameKeyWhatNeverArrived() {
        razorpay.refuseNext(503, "busy");
        bench.send();
        assertThat(state()).isEqualTo(PayoutState.UNKNOWN);
        // The look-up does not find it, and the answer to the second try is lost, too.
        bench.pass(Duration.ofMinutes(5));
        razorpay.refuseNext(503, "busy");
        bench.send();
        assertThat(state()).isEqualTo(PayoutState.UNKNOWN);
        askAgain();

        assertThat(state()).isEqualTo(PayoutState.SENT);
        assertThat(razorpay.payouts()).isEqualTo(1);
    }

    private void nameAnotherAccount() {
        bench.pass(Duration.ofSeconds(1));
        bench.payouts.setDestination(payee, new Destination("Somebody Else", "666666", "TEST0000009"));
    }

    @Test
    void shouldHoldWhatWouldGoToAnAccountThatNobodyHasSeen() {
        nameAnotherAccount();
        bench.send();
        assertThat(state()).isEqualTo(PayoutState.HELD);
        bench.payouts.approve(payout.id(), "admin", "in a hurry");
        bench.send();
        assertThat(state()).isEqualTo(PayoutState.HELD);
        assertThat(razorpay.asked()).isEmpty();
        bench.payouts.verify(payee, "234F", "admin", "papers seen");
        bench.payouts.approve(payout.id(), "admin", "papers seen");
        bench.send();

        assertThat(state()).isEqualTo(PayoutState.SENT);
    }

    @Test
    void shouldNotSendAgainToAnAccountThatNobodyHasSeen() {
        razorpay.refuseNext(503, "busy");
        bench.send();
        nameAnotherAccount();
        askAgain();
        assertThat(state()).isEqualTo(PayoutState.UNKNOWN);
        assertThat(razorpay.payouts()).isZero();
        bench.payouts.verify(payee, "234F", "admin", "papers seen");
        bench.pass(Duration.ofMinutes(5));
        bench.send();

        assertThat(state()).isEqualTo(PayoutState.SENT);
        assertThat(razorpay.asked().getLast()).contains("\"account_number\":\"666666\"");
    }

    @ParameterizedTest(name = "{0} by {1}: {2}")
    @CsvSource({
        "reversed, beneficiary_bank, The account is closed, false",
        "failed, gateway, The bank did not answer in time, true",
        "reversed, business, Add funds to the account, true",
        "rejected, business, Too much for today, false",
        "cancelled, business, Called off, false",
    })
    void shouldGiveEverythingBackOfWhatWasNotPaid(String status, String source, String reason, boolean retryable) {
        bench.send();
        razorpay.payoutIs(payout.providerKey(), status, source, reason);
        askAgain();

        Payout failed = bench.now(payout);
        assertThat(failed.state()).isEqualTo(PayoutState.FAILED);
        assertThat(failed.reason()).isEqualTo(reason);
        assertThat(failed.retryable()).isEqualTo(retryable);
        assertThat(left()).isEqualTo(40_000_00);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"pending", "queued", "scheduled", "processing"})
    void shouldWaitForWhatIsUnderWay(String status) {
        bench.send();
        razorpay.payoutIs(payout.providerKey(), status, "business", "");
        askAgain();

        assertThat(state()).isEqualTo(PayoutState.SENT);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "400, The IFSC is not valid, FAILED",
        "400, Different request body for the same idempotency key, UNKNOWN",
        "401, Authentication failed, UNKNOWN",
        "409, A request with this key is under way, UNKNOWN",
        "429, Too many requests, UNKNOWN",
        "500, Server error, UNKNOWN",
    })
    void shouldFailOnlyByWhatIsWrongWithTheOrder(int status, String said, PayoutState then) {
        razorpay.refuseNext(status, said);
        bench.send();

        assertThat(state()).isEqualTo(then);
        assertThat(left()).isEqualTo(then == PayoutState.FAILED ? 40_000_00 : 7_000_00);
        assertThat(bench.now(payout).reason()).isEqualTo(then == PayoutState.FAILED ? said : "");
    }

    @Test
    void shouldBelieveASignedWebhookOnce() {
        razorpay.loseNextAnswer();
        bench.send();

        assertThat(says("processed", ref(), 32_700_00, payout.providerKey(), "secret"))
                .isEqualTo(new WebhookOutcome.BadSignature());
        assertThat(says("queued")).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(state()).isEqualTo(PayoutState.SENT);
        assertThat(says("processed")).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(says("processed")).isEqualTo(new WebhookOutcome.Duplicate());
        assertThat(says("processing")).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(state()).isEqualTo(PayoutState.CONFIRMED);
        assertThat(left()).isEqualTo(7_000_00);
    }

    @Test
    void shouldGiveBackWhatTheBankSendsBackAfterItWasPaid() {
        bench.send();
        razorpay.payoutIs(payout.providerKey(), "processed", "beneficiary_bank", "Paid");
        askAgain();
        assertThat(says("reversed")).isEqualTo(new WebhookOutcome.Accepted());

        assertThat(state()).isEqualTo(PayoutState.FAILED);
        assertThat(bench.now(payout).reason()).isEqualTo("The bank sent it back");
        assertThat(left()).isEqualTo(40_000_00);
        assertThat(bench.money.balance(BANK_OPERATING, HOUSE)).isEqualTo(bank);
    }

    @Test
    void shouldNotPayForNewsThatCameLate() {
        bench.send();
        assertThat(says("reversed")).isEqualTo(new WebhookOutcome.Accepted());
        assertThat(says("processed")).isEqualTo(new WebhookOutcome.Accepted());

        assertThat(state()).isEqualTo(PayoutState.FAILED);
        assertThat(left()).isEqualTo(40_000_00);
    }

    @Test
    void shouldKeepAsideWhatDoesNotFit() {
        bench.send();
        assertThat(says("processed", ref(), 32_700_01, payout.providerKey(), "hook"))
                .as("another amount")
                .isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(says("processed", "pout_2" + ref(), 32_700_00, payout.providerKey(), "hook"))
                .as("a second payout of the same reference")
                .isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(says(
                        "processed",
                        "pout_3" + ref(),
                        32_700_00,
                        UUID.randomUUID().toString(),
                        "hook"))
                .as("a payout that is not ours")
                .isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(says("processed", "pout_4" + ref(), 32_700_00, "salaries of May", "hook"))
                .as("what people do on RazorpayX's own site")
                .isEqualTo(new WebhookOutcome.Accepted());
        assertThat(state()).isEqualTo(PayoutState.SENT);
    }

    @Test
    void shouldTellPeopleOfAPaymentThatHadFailedHere() {
        razorpay.refuseNext(400, "The IFSC is not valid");
        bench.send();

        assertThat(says("processed")).isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(left()).isEqualTo(40_000_00);
    }
}
