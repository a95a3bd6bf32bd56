package dev.stagedoor.billing.disputes;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.papers.CasePaper;
import dev.stagedoor.billing.papers.PaperFonts;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.ProviderEvent.Kind;
import dev.stagedoor.billing.payments.RefundState;
import dev.stagedoor.billing.pricing.PriceList;
import dev.stagedoor.billing.store.Pen;
import dev.stagedoor.billing.store.PostgresAnswers;
import dev.stagedoor.billing.store.PostgresPayments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the house says to banks: once, in time, and nothing that is not theirs to know. */
class CaseAnswersTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID viewer = id();
    private final UUID performer = id();
    private final UUID person = id();
    private final UUID answer = id();
    private Shop shop;
    private CaseAnswers answers;
    private Order order;

    @BeforeEach
    void open() {
        shop = new Shop(DATABASE, BillingConfig.defaults());
        answers = shop.test.billing.caseAnswers();
        order = shop.buy(viewer);
        shop.tip(viewer, performer, 65);
        tell(Kind.CHARGEBACK_OPENED);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
        answers.send(shop.test.now());
    }

    private void tell(Kind stage) {
        shop.disputed(order, stage, 0);
    }

    private Chargeback chargeback() {
        return shop.test.billing.disputes().chargebacks(null, 200).items().stream()
                .filter(found -> found.orderId().equals(order.orderId()))
                .findFirst()
                .orElseThrow();
    }

    private CaseAnswer written() {
        return Objects.requireNonNull(chargeback().answer());
    }

    private AnswerKept answer(UUID id, String statement) {
        return answers.answer(id, chargeback().id(), person, statement);
    }

    @Test
    void shouldSayWhenTheBankWantsAnAnswer() {
        assertThat(chargeback().respondBy())
                .isBetween(
                        shop.test.now().plus(Duration.ofDays(7)).minusSeconds(1),
                        shop.test.now().plus(Duration.ofDays(7)));
        assertThat(chargeback().underReview()).isFalse();
        assertThat(chargeback().answer()).isNull();
    }

    @Test
    void shouldSendOneAnswerHoweverOftenItIsGiven() {
        assertThat(answer(answer, " It was used at once. ")).isEqualTo(new AnswerKept.Kept());
        assertThat(answer(answer, "It was used at once.")).isEqualTo(new AnswerKept.Kept());
        assertThat(answer(id(), "Another one.")).isEqualTo(new AnswerKept.Over());
        assertThat(written().state()).isEqualTo(CaseAnswer.State.TO_SEND);
        assertThat(answers.send(shop.test.now())).isEqualTo("1 answers passed on, 0 to do by hand, 0 to send again");
        assertThat(answers.send(shop.test.now())).startsWith("0 answers passed on");
        assertThat(written().state()).isEqualTo(CaseAnswer.State.SENT);
        assertThat(answer(answer, "It was used at once.")).isEqualTo(new AnswerKept.Kept());
        assertThat(answer(id(), "Another one.")).isEqualTo(new AnswerKept.Over());
    }

    @Test
    void shouldSayWhatWasSoldAndHowItWasUsedButNotWhatOthersEarned() throws Exception {
        answer(answer, "It was used at once.");
        CaseLetter letter = written().letter();
        assertThat(letter.text())
                .startsWith("It was used at once.\n\nCase: dp_" + order.orderId())
                .contains(
                        "Disputed: INR 99.00",
                        "Our reference: " + answer,
                        "Buyer's account: " + viewer,
                        "Sold: virtual currency: 110 coins (package inr-99), 15 coins of it a bonus",
                        "Price: INR 99.00",
                        "Tax in it: INR 15.10")
                .doesNotContain("29.25", performer.toString());
        assertThat(letter.uses()).singleElement().satisfies(use -> {
            assertThat(use.what()).isEqualTo("tip");
            assertThat(use.coins()).isEqualTo("65 coins");
        });
        byte[] pdf = new CasePaper(PaperFonts.shipped()).pdf(letter);
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("It was used at once.", "dp_" + order.orderId(), "65 coins");
        }
    }

    @Test
    void shouldKeepWhatWasSaidAsItWasThen() {
        answer(answer, "It was used at once.");
        shop.test.give(viewer, 10);
        assertThat(written().letter().uses()).hasSize(1);
        assertThat(Sql.attempt(
                        DATABASE.owner(), "update billing.case_answer set letter = '{}' where id = '" + answer + "'"))
                .isEqualTo("LG011");
    }

    @Test
    void shouldTakeNoAnswerWhenTheTimeIsOver() {
        shop.test.pass(Duration.ofDays(7).plusSeconds(1).toMillis());
        assertThat(answer(answer, "It was used at once.")).isEqualTo(new AnswerKept.TooLate());
        // More time was given.
        tell(Kind.CHARGEBACK_OPENED);
        assertThat(answer(answer, "It was used at once.")).isEqualTo(new AnswerKept.Kept());
    }

    @Test
    void shouldTakeNoAnswerToWhatIsDecidedOrUnknownOrWithoutWords() {
        assertThat(answer(answer, " a ")).isEqualTo(new AnswerKept.NoStatement());
        assertThat(answer(answer, "a".repeat(CaseAnswers.STATEMENT_LENGTH_MAXIMUM + 1)))
                .isEqualTo(new AnswerKept.NoStatement());
        assertThat(answers.answer(answer, id(), person, "It was used.")).isEqualTo(new AnswerKept.NotFound());
        tell(Kind.CHARGEBACK_LOST);
        assertThat(answer(answer, "It was used at once.")).isEqualTo(new AnswerKept.Over());
    }

    @Test
    void shouldNotTakeTheAnswerToOneCaseForAnAnswerToAnother() {
        assertThat(answer(answer, "It was used at once.")).isEqualTo(new AnswerKept.Kept());
        order = shop.buy(viewer);
        tell(Kind.CHARGEBACK_OPENED);
        assertThat(answer(answer, "It was used at once.")).isEqualTo(new AnswerKept.Over());
        assertThat(chargeback().answer()).isNull();
    }

    @Test
    void shouldAllowAnotherAnswerWhereTheProviderTookNone() {
        answer(answer, "It was used at once.");
        new PostgresAnswers(new Pen(DATABASE.pool()).database()).byHand(answer, "Not like this.");
        assertThat(written().said()).isEqualTo("Not like this.");
        assertThat(answer(id(), "It was used in one evening.")).isEqualTo(new AnswerKept.Kept());
        assertThat(written().letter().statement()).isEqualTo("It was used in one evening.");
    }

    @Test
    void shouldSayWhereToAnswerAProviderThatTakesNone() {
        assertThat(Sql.attempt(
                        DATABASE.owner(),
                        "update billing.chargeback set provider = 'elsewhere' where id = '"
                                + chargeback().id() + "'"))
                .isEmpty();
        assertThat(answer(answer, "It was used at once.")).isEqualTo(new AnswerKept.ByHand(""));
    }

    @Test
    void shouldAskLongestAgoFirstSoThatNobodyStarves() {
        Pen pen = new Pen(DATABASE.pool());
        PostgresAnswers store = new PostgresAnswers(pen.database());
        answer(answer, "It was used at once.");
        order = shop.buy(viewer);
        tell(Kind.CHARGEBACK_OPENED);
        UUID second = id();
        answer(second, "It was not used.");
        assertThat(store.toSend(1)).extracting(errand -> errand.answer().id()).containsExactly(answer);
        store.asked(answer, shop.test.now());
        assertThat(store.toSend(1)).extracting(errand -> errand.answer().id()).containsExactly(second);
        store.asked(second, shop.test.now().plusSeconds(1));
        assertThat(store.toSend(1)).extracting(errand -> errand.answer().id()).containsExactly(answer);
    }

    @Test
    void shouldAskAboutRefundsLongestAgoFirst() {
        UUID first = refunded();
        UUID second = refunded();
        PostgresPayments store = new PostgresPayments(
                new Pen(DATABASE.pool()).database(),
                DisputeTerms.defaults(),
                () -> id(),
                _ -> PriceList.Referral.NONE,
                Instant::now);
        Predicate<UUID> ours = refund -> refund.equals(first) || refund.equals(second);
        assertThat(order(store, ours)).containsExactly(first, second);
        store.refundAsked(first, Instant.now());
        assertThat(order(store, ours)).containsExactly(second, first);
        store.refundAsked(second, Instant.now().plusSeconds(1));
        assertThat(order(store, ours)).containsExactly(first, second);
        store.refundTold(first, RefundState.SENT);
        assertThat(order(store, ours)).containsExactly(second);
    }

    private static List<UUID> order(PostgresPayments store, Predicate<UUID> ours) {
        return store.refundsToSend(200).stream()
                .map(refund -> refund.refundId())
                .filter(ours)
                .toList();
    }

    private UUID refunded() {
        UUID claim = id();
        Order bought = shop.buy(viewer);
        shop.test.billing.disputes().requestRefund(claim, viewer, bought.orderId(), "not used");
        assertThat(shop.test.billing.disputes().refund(claim, person, "unused")).isEqualTo(new ClaimOutcome.Refunded());
        return claim;
    }
}
