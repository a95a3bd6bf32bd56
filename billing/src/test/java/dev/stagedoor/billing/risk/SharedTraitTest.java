package dev.stagedoor.billing.risk;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.OrderOutcome;
import dev.stagedoor.billing.payments.SignedWebhook;
import dev.stagedoor.billing.payments.WebhookOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accounts that share a browser or a card, and cards that are tried. */
class SharedTraitTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final String NEWEST = "id = (select max(id) from billing.provider_event where kind = 'FAILED')";

    private RiskBench bench;

    @BeforeEach
    void open() {
        bench = new RiskBench(DATABASE);
    }

    @Test
    void shouldFlagTheFourthAccountOfABrowserAndTakeInTheFifth() {
        String browser = id().toString();
        UUID[] accounts = Stream.generate(TestBilling::id).limit(5).toArray(UUID[]::new);
        for (int i = 0; i < 3; i++) {
            seen(accounts[i], browser, Duration.ofHours(10 - i));
        }
        bench.scan();
        assertThat(bench.flags(RiskKind.SHARED_DEVICE, accounts[0])).isEmpty();
        seen(accounts[3], browser, Duration.ofHours(1));
        bench.scan();
        assertThat(bench.flags(RiskKind.SHARED_DEVICE, accounts[0]))
                .singleElement()
                .satisfies(flag -> {
                    assertThat(flag.measured()).isEqualTo(4);
                    assertThat(flag.allowed()).isEqualTo(3);
                });
        seen(accounts[4], browser, Duration.ZERO);
        bench.scan();
        assertThat(bench.flags(RiskKind.SHARED_DEVICE, accounts[4]))
                .singleElement()
                .satisfies(flag -> {
                    assertThat(flag.measured()).isEqualTo(5);
                    assertThat(flag.parties()).hasSize(5);
                });
    }

    @Test
    void shouldForgetABrowserAfterNinetyDaysAndKeepNoneInTheClear() {
        String browser = "browser-" + id();
        UUID early = id();
        seen(early, browser, Duration.ofDays(91));
        for (int i = 0; i < 3; i++) {
            seen(id(), browser, Duration.ofHours(i));
        }
        bench.scan();
        assertThat(bench.flags(RiskKind.SHARED_DEVICE, early)).isEmpty();
        assertThat(Sql.rows(DATABASE.owner(), "select to_jsonb(shared_trait)::text from billing.shared_trait"))
                .isNotEmpty()
                .noneMatch(row -> row.contains(browser) || row.contains(early.toString()));
    }

    @Test
    void shouldFlagTheThirdAccountThatPaysByOneCard() {
        TestBilling test = new TestBilling(DATABASE.pool(), BillingConfig.defaults(), RiskBench.NOW);
        UUID first = id();
        UUID second = id();
        UUID third = id();
        buy(test, first, "SHARED");
        buy(test, second, "SHARED");
        buy(test, second, "SHARED");
        bench.scan();
        assertThat(bench.flags(RiskKind.SHARED_CARD, first)).isEmpty();
        buy(test, third, "SUCCESS");
        bench.scan();
        assertThat(bench.flags(RiskKind.SHARED_CARD, third)).isEmpty();
        buy(test, third, "SHARED");
        bench.scan();
        assertThat(bench.flags(RiskKind.SHARED_CARD, third))
                .singleElement()
                .satisfies(flag -> assertThat(flag.parties())
                        .extracting(RiskFlag.Party::accountId)
                        .containsExactlyInAnyOrder(first, second, third));
    }

    @Test
    void shouldFlagTheSixthDeclinedCardWithinAnHour() {
        TestBilling test = new TestBilling(DATABASE.pool(), BillingConfig.defaults(), RiskBench.NOW);
        UUID buyer = id();
        for (int i = 0; i < 5; i++) {
            buy(test, buyer, i % 2 == 0 ? "DECLINE" : "INSUFFICIENT");
        }
        buy(test, buyer, "SUCCESS");
        declined(buyer, "0 minutes", "true");
        bench.scan();
        assertThat(bench.flags(RiskKind.CARD_TRIES, buyer)).isEmpty();
        buy(test, buyer, "DECLINE");
        declined(buyer, "61 minutes", "true");
        declined(buyer, "0 minutes", NEWEST);
        bench.scan();
        assertThat(bench.flags(RiskKind.CARD_TRIES, buyer)).isEmpty();
        declined(buyer, "59 minutes", "true");
        declined(buyer, "0 minutes", NEWEST);
        bench.scan();
        assertThat(bench.flags(RiskKind.CARD_TRIES, buyer)).singleElement().satisfies(flag -> {
            assertThat(flag.measured()).isEqualTo(6);
            assertThat(flag.parties()).noneMatch(RiskFlag.Party::holds);
        });
    }

    /** Sets when those of a buyer's declined payments came in; the inbox goes by the database's clock. */
    private static void declined(UUID buyer, String before, String which) {
        assertThat(Sql.attempt(DATABASE.owner(), """
                        update billing.provider_event set received_at = timestamptz '%s' - interval '%s'
                         where kind = 'FAILED' and (%s)
                           and order_id in (select id from billing.payment_order where user_id = '%s')""".formatted(RiskBench.NOW, before, which, buyer)))
                .isEmpty();
    }

    private void seen(UUID account, String browser, Duration ago) {
        bench.store.seen(account, TraitKind.DEVICE, browser, RiskBench.NOW.minus(ago));
    }

    private static void buy(TestBilling test, UUID buyer, String card) {
        OrderOutcome outcome = test.billing.payments().order(buyer, "inr-99", id().toString());
        Order order = ((OrderOutcome.Created) outcome).order();
        for (SignedWebhook webhook : test.billing.payments().sandbox().pay(order.orderId(), card)) {
            byte[] body = webhook.body().getBytes(StandardCharsets.UTF_8);
            assertThat(test.billing.providerNews().webhook("sandbox", webhook.headers(), body, "127.0.0.1"))
                    .isEqualTo(new WebhookOutcome.Accepted());
        }
    }
}
