package dev.stagedoor.billing.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.payments.AutoTopUp.Off;
import dev.stagedoor.billing.payments.AutoTopUp.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Coins that buy themselves at CCBill, from end to end: real HTTP to a double that loses answers, real PostgreSQL. */
class ChargedAgainAtCcbillTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final String SALT = "salt";
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    private final CcbillDouble ccbill = new CcbillDouble();
    private final AutoBuyer buyer = new AutoBuyer(
            DATABASE,
            new ProviderTerms.Ccbill(
                    "https://ccbill.example",
                    "flex",
                    "900000",
                    "0001",
                    30,
                    SALT,
                    new ProviderTerms.Datalink(ccbill.url(), "user", "password")));

    @AfterEach
    void theBooksBalance() {
        ccbill.close();
        Invariants.check(DATABASE.owner());
        assertThat(buyer.test.billing.ledger().trialBalance().zero()).isTrue();
    }

    private WebhookOutcome says(String type, UUID orderId, String subscription, String price) {
        SequencedMap<String, String> sale = new LinkedHashMap<>();
        sale.put("clientAccnum", "900000");
        sale.put("clientSubacc", "0001");
        sale.put("subscriptionId", subscription);
        sale.put("transactionId", "t" + price + subscription);
        sale.put("dynamicPricingValidationDigest", CcbillProvider.validationDigest(subscription, true, SALT));
        sale.put("billedInitialPrice", price);
        sale.put("billedCurrencyCode", "356");
        sale.put("X-order", orderId.toString());
        byte[] body = ProviderApi.form(sale).getBytes(StandardCharsets.UTF_8);
        return buyer.told("ccbill", Map.of(":query", "eventType=" + type), body, "64.38.240.7");
    }

    private void buy() {
        assertThat(says("NewSaleSuccess", buyer.order(false), "1" + buyer.id, "49.00"))
                .isEqualTo(new WebhookOutcome.Accepted());
        assertThat(buyer.wish()).isInstanceOf(Outcome.On.class);
    }

    /** The answer names a subscription that is this buyer's. */
    private String newSubscription() {
        return "2" + buyer.id;
    }

    private void approves() {
        ccbill.answers(CcbillDouble.APPROVED.replace("0222057601000146926", newSubscription()));
    }

    @Test
    void shouldChargeTheEarlierSubscriptionAndCountAnswerAndWebhookOnce() {
        assertThat(buyer.test.billing.autoTopUps().asksAtCheckout()).isFalse();
        buy();
        approves();
        buyer.spend(20);
        assertThat(ccbill.asked)
                .singleElement()
                .asString()
                .contains("action=chargeByPreviousTransactionId", "initialPrice=49.00", "currencyCode=356")
                .contains("subscriptionId=1" + buyer.id, "order=" + buyer.attempt());
        assertThat(buyer.attempts()).containsExactly(OrderState.PAID);
        assertThat(says("UpSaleSuccess", buyer.attempt(), newSubscription(), "49.00"))
                .isEqualTo(new WebhookOutcome.Accepted());
        assertThat(buyer.coins()).isEqualTo(80_000);
    }

    @Test
    void shouldNeverSendTwiceAndBelieveItsWebhook() {
        buy();
        ccbill.losesAnswers();
        buyer.spend(20);
        buyer.run();
        buyer.run();
        assertThat(ccbill.asked).hasSize(1);
        assertThat(buyer.attempts()).containsExactly(OrderState.CREATED);
        assertThat(says("UpSaleSuccess", buyer.attempt(), newSubscription(), "48.00"))
                .isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(buyer.coins()).isEqualTo(30_000);
        assertThat(says("UpSaleSuccess", buyer.attempt(), newSubscription(), "49.00"))
                .isEqualTo(new WebhookOutcome.Accepted());
        assertThat(buyer.attempts()).containsExactly(OrderState.PAID);
        assertThat(buyer.coins()).isEqualTo(80_000);
        assertThat(buyer.state().off()).isNull();
    }

    @Test
    void shouldChargeNothingMoreOnceNobodySaidWhatBecameOfACharge() {
        buy();
        ccbill.losesAnswers();
        buyer.spend(20);
        buyer.test.pass(12 * HOUR_MS);
        buyer.run();
        buyer.run();
        assertThat(ccbill.asked).hasSize(1);
        assertThat(buyer.attempts()).containsExactly(OrderState.FAILED);
        assertThat(buyer.state().off()).isEqualTo(Off.PROVIDER);
    }

    @Test
    void shouldSwitchOffAfterThreeDenials() {
        buy();
        ccbill.answers(CcbillDouble.DENIED);
        buyer.spend(20);
        buyer.test.pass(HOUR_MS);
        buyer.spend(1);
        assertThat(buyer.state().off()).isNull();
        buyer.test.pass(HOUR_MS);
        buyer.spend(1);
        assertThat(buyer.attempts()).hasSize(3).containsOnly(OrderState.FAILED);
        assertThat(buyer.state().off()).isEqualTo(Off.DECLINED);
        assertThat(buyer.coins()).isEqualTo(28_000);
    }

    @Test
    void shouldSendAgainWhatItTurnedAway() {
        buy();
        ccbill.answers("<results>-8</results>");
        buyer.spend(20);
        assertThat(buyer.attempts()).containsExactly(OrderState.CREATED);
        approves();
        buyer.run();
        assertThat(ccbill.asked).hasSize(2);
        assertThat(buyer.attempts()).containsExactly(OrderState.PAID);
    }
}
