package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.WalletCare.AutoTopUpOutcome;
import dev.stagedoor.signaling.web.Browser.Answer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Coins that buy themselves, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AutoTopUpTest {
    private static final String PATH = "/api/v1/wallet/auto-top-up";

    private TestServer server;
    private Browser viewer;

    @BeforeAll
    void start() {
        server = new TestServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void acceptEverything() {
        server.care.nextTopUp = null;
        server.care.offersTopUps = true;
        viewer = server.newPerson("VIEWER");
    }

    @Test
    void isOffUntilTheViewerAgreesAndWhenTheySaySo() {
        assertThat(viewer.get(PATH).body().path("state").asText()).isEqualTo("OFF");
        Answer on = put("40000", "COIN", "INR", "true");
        assertThat(on.status()).isEqualTo(200);
        assertThat(on.body().path("state").asText()).isEqualTo("ON");
        assertThat(viewer.get(PATH).body().at("/cap/amountMinor").asLong()).isEqualTo(50_000);
        assertThat(viewer.get(PATH).body().path("period").asText()).isEqualTo("WEEK");
        Answer off = viewer.send("DELETE", PATH, null);
        assertThat(off.body().path("state").asText()).isEqualTo("OFF");
        assertThat(off.body().path("offReason").asText()).isEqualTo("BUYER");
        assertThat(server.newPerson("VIEWER").get(PATH).body().has("cap")).isFalse();
        assertThat(server.newPerformer().get(PATH).status()).isEqualTo(403);
    }

    @Test
    void saysWhetherThereIsAProviderForIt() {
        assertThat(viewer.get(PATH).body().path("offered").asBoolean()).isTrue();
        server.care.offersTopUps = false;
        assertThat(viewer.get(PATH).body().path("offered").asBoolean(true)).isFalse();
    }

    @Test
    void saysWhetherAPurchaseHasToAskForIt() {
        assertThat(viewer.get(PATH).body().path("asksAtCheckout").asBoolean(true))
                .isFalse();
        server.care.asksAtCheckout = true;
        assertThat(viewer.get(PATH).body().path("asksAtCheckout").asBoolean()).isTrue();
        server.care.asksAtCheckout = false;
    }

    @ParameterizedTest
    @CsvSource({"0, COIN, INR, true", "40000, INR, INR, true", "40000, COIN, COIN, true", "40000, COIN, INR, false"})
    void takesOnlyWhatMakesSenseAndWasAgreed(String threshold, String coins, String cap, String agreed) {
        assertThat(put(threshold, coins, cap, agreed).status()).isEqualTo(400);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new AutoTopUpOutcome.UnknownPackage(), 404, "NOT_FOUND"),
                Arguments.of(new AutoTopUpOutcome.NoMethod(), 409, "NO_PAYMENT_METHOD"),
                Arguments.of(new AutoTopUpOutcome.ThresholdTooHigh("110 coins"), 422, "THRESHOLD_TOO_HIGH"),
                Arguments.of(new AutoTopUpOutcome.CapTooLow("INR 99.00"), 422, "CAP_TOO_LOW"),
                Arguments.of(new AutoTopUpOutcome.Limited("Shut out until tomorrow."), 403, "SPENDING_LIMIT"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysInAProblemWhyNot(AutoTopUpOutcome outcome, int status, String code) {
        server.care.nextTopUp = outcome;
        Answer answer = put("40000", "COIN", "INR", "true");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().path("detail").asText()).isNotEmpty();
    }

    private Answer put(String threshold, String coins, String capCurrency, String agreed) {
        return viewer.put(PATH, """
                {"threshold": {"amountMinor": %s, "currency": "%s"}, "packageId": "inr-99",
                 "cap": {"amountMinor": 50000, "currency": "%s"}, "period": "WEEK", "agreed": %s}
                """.formatted(threshold, coins, capCurrency, agreed));
    }
}
