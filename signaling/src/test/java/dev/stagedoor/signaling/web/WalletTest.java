package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.WalletService.GivenGift;
import dev.stagedoor.signaling.WalletService.Movement;
import dev.stagedoor.signaling.web.Browser.Answer;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WalletTest {
    private TestServer server;
    private Browser viewer;

    @BeforeAll
    void start() {
        server = new TestServer();
        viewer = server.newPerson("VIEWER");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Answer order(String key, String packageId) {
        return viewer.post(
                "/api/v1/wallet/orders", "{\"packageId\": \"%s\"}".formatted(packageId), "Idempotency-Key", key);
    }

    @Test
    void givesTheSameOrderForTheSameKey() {
        Answer first = order("key-00001", TestWallets.PACKAGE);
        Answer again = order("key-00001", TestWallets.PACKAGE);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(order("key-00002", "nothing").code()).isEqualTo("NOT_FOUND");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"'', false", "', \"keepMethod\": false', false", "', \"keepMethod\": true', true"})
    void keepsWhatPaysOnlyIfTheBuyerSaysSo(String said, boolean kept) {
        server.wallets.keptLast = !kept;
        String body = "{\"packageId\": \"%s\"%s}".formatted(TestWallets.PACKAGE, said);
        Answer answer = viewer.post(
                "/api/v1/wallet/orders",
                body,
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertThat(answer.status()).isEqualTo(201);
        assertThat(server.wallets.keptLast).isEqualTo(kept);
    }

    @Test
    void putsNamesToMovements() {
        Browser performer = server.newPerformer();
        server.wallets.setMovements(
                new Movement(
                        UUID.randomUUID(),
                        "CALL",
                        coins(-8_000),
                        Instant.EPOCH,
                        null,
                        performer.id(),
                        "",
                        null,
                        false,
                        null),
                new Movement(
                        UUID.randomUUID(),
                        "PURCHASE",
                        coins(99_000),
                        Instant.EPOCH,
                        null,
                        null,
                        "",
                        null,
                        false,
                        Instant.EPOCH.plusSeconds(60)),
                new Movement(
                        UUID.randomUUID(),
                        "GIFT",
                        coins(-30_000),
                        Instant.EPOCH,
                        null,
                        performer.id(),
                        "Rose × 3",
                        new GivenGift("rose", "Rose", Map.of("ta", "ரோஜா"), 3),
                        true,
                        null));

        var items = viewer.get("/api/v1/wallet/movements?filter=all").body().path("items");

        assertThat(items.path(0).path("counterpartyName").asText()).isEqualTo("Somebody");
        assertThat(items.path(0).path("amount").path("amountMinor").asLong()).isEqualTo(-8_000);
        assertThat(items.path(1).has("counterpartyName")).isFalse();
        assertThat(items.path(1).has("gift")).isFalse();
        assertThat(items.path(1).path("refundableUntil").asText()).isEqualTo("1970-01-01T00:01:00Z");
        assertThat(items.path(2).has("refundableUntil")).isFalse();
        assertThat(items.path(2).at("/gift/names/ta").asText()).isEqualTo("ரோஜா");
        assertThat(items.path(1).path("privateMessage").asBoolean()).isFalse();
        assertThat(items.path(2).path("privateMessage").asBoolean()).isTrue();
        assertThat(items.path(2).at("/gift/quantity").asInt()).isEqualTo(3);
    }

    @Test
    void readsAPerformerWhatWasGivenAndByWhomWhereThatIsKnown() {
        Answer answer = server.newPerformer().get("/api/v1/performer/tips");

        var items = answer.body().path("items");
        assertThat(items.path(0).path("viewerName").asText()).isEqualTo("Somebody");
        assertThat(items.path(0).path("message").asText()).isEqualTo("for you");
        assertThat(items.path(0).path("privateMessage").asBoolean()).isTrue();
        assertThat(items.path(1).has("viewerName")).isFalse();
        assertThat(items.path(1).has("viewerId")).isFalse();
        assertThat(items.path(1).at("/gift/item").asText()).isEqualTo("rose");
        assertThat(viewer.get("/api/v1/performer/tips").status()).isEqualTo(403);
    }

    @Test
    void takesAQueryAsAWebhookAndSaysOk() {
        String query = "order:=" + UUID.randomUUID() + "&a=b%26c";
        Browser provider = server.anybody();

        assertThat(provider.get("/api/v1/webhooks/sandbox?" + query).code()).isEqualTo("BAD_SIGNATURE");
        Answer taken = provider.get("/api/v1/webhooks/sandbox?" + query, "Test-Signature", "good");
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.raw().body()).isEqualTo("OK");
        assertThat(provider.get("/api/v1/webhooks/nobody?" + query).code()).isEqualTo("NOT_FOUND");
        assertThat(server.wallets.webhooks()).contains(query);
    }

    @Test
    void acceptsWebhooksByTheirSignatureOnly() {
        String body = "{\"order\":\"%s\",\"payer\":\"a\\u0000b\"}".formatted(UUID.randomUUID());
        Browser provider = server.anybody();

        assertThat(provider.post("/api/v1/webhooks/sandbox", body).code()).isEqualTo("BAD_SIGNATURE");
        assertThat(provider.post("/api/v1/webhooks/sandbox", body, "Test-Signature", "good")
                        .status())
                .isEqualTo(204);
        assertThat(provider.post("/api/v1/webhooks/nobody", body).code()).isEqualTo("NOT_FOUND");
        assertThat(server.wallets.webhooks()).contains(body);
    }

    @Test
    @Timeout(60)
    void paysOnTheHostedPageThroughARealWebhook() {
        Answer order = order("key-10001", TestWallets.PACKAGE);
        String page = order.body().path("redirectUrl").asText();

        Answer form = server.anybody().get(page);
        Answer paid = pay(page, "success");

        assertThat(form.raw().body())
                .contains("TEST MODE", "₹99.00", "99 coins", "value=\"success\"")
                .doesNotContain("<script", "style=");
        assertThat(paid.status()).isEqualTo(303);
        assertThat(paid.header("Location")).isEqualTo(page);
        awaitPage(page, "Payment received");
        assertThat(viewer.get("/api/v1/wallet/orders/"
                                + order.body().path("orderId").asText())
                        .body()
                        .path("state")
                        .asText())
                .isEqualTo("PAID");
    }

    @Test
    @Timeout(60)
    void writesAReceiptOfWhatIsPaidForItsBuyerOnly() {
        Answer order = order("key-30001", TestWallets.PACKAGE);
        String receipt = "/api/v1/wallet/orders/" + order.body().path("orderId").asText() + "/receipt";
        assertThat(viewer.get(receipt).status()).isEqualTo(404);
        assertThat(viewer.get(receipt + "/paper").code()).isEqualTo("NOT_FOUND");

        String page = order.body().path("redirectUrl").asText();
        pay(page, "success");
        awaitPage(page, "Payment received");

        Answer paid = viewer.get(receipt);
        assertThat(paid.body().at("/tax/amountMinor").asLong()).isEqualTo(1_510);
        assertThat(paid.body().at("/steps/0/kind").asText()).isEqualTo("PAID");
        Answer paper = viewer.get(receipt + "/paper");
        assertThat(paper.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(paper.raw().body()).startsWith("to ").hasSizeGreaterThan(3);
        Browser other = server.newPerson("VIEWER");
        assertThat(other.get(receipt).status()).isEqualTo(404);
        assertThat(other.get(receipt + "/paper").status()).isEqualTo(404);
    }

    @Test
    @Timeout(60)
    void sendsAWebhookAgainUntilItIsTaken() {
        String page = order("key-20001", TestWallets.PACKAGE)
                .body()
                .path("redirectUrl")
                .asText();
        server.wallets.refuseNext(1);

        pay(page, "success");

        awaitPage(page, "Payment received");
    }

    @Test
    void refusesUnknownCardsAndOrders() {
        String page = order("key-30001", TestWallets.PACKAGE)
                .body()
                .path("redirectUrl")
                .asText();

        assertThat(pay(page, "gold").code()).isEqualTo("INVALID_REQUEST");
        assertThat(server.anybody().get("/sandbox-pay/" + UUID.randomUUID()).code())
                .isEqualTo("NOT_FOUND");
    }

    /** It was paid; the provider only says nothing of it, to this page or to anybody. */
    @Test
    void leadsBackToTheShopWhereNoNewsWillCome() {
        Answer order = order("key-30002", TestWallets.PACKAGE);

        Answer paid = pay(order.body().path("redirectUrl").asText(), "news_lost");

        assertThat(paid.status()).isEqualTo(303);
        assertThat(paid.header("Location"))
                .isEqualTo("/wallet?order=" + order.body().path("orderId").asText());
    }

    private Answer pay(String page, String card) {
        return server.anybody().post(page, "card=" + card, "Content-Type", "application/x-www-form-urlencoded");
    }

    /** The page refreshes itself for people; this does it for the test. Bounded by the test's time-out. */
    private void awaitPage(String page, String text) {
        while (!server.anybody().get(page).raw().body().contains(text)) {
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static Money coins(long minor) {
        return new Money(minor, "COIN");
    }
}
