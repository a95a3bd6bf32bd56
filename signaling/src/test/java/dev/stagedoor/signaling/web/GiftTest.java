package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.WalletService.GiftOutcome;
import dev.stagedoor.signaling.web.Browser.Answer;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Gifts over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GiftTest {
    private static final Instant BEGIN = Instant.parse("2026-02-07T00:00:00Z");
    private static final Money TEN = new Money(10_000, "COIN");

    private TestServer server;
    private Browser viewer;
    private UUID performer;

    @BeforeAll
    void start() {
        server = new TestServer();
        viewer = server.newPerson("VIEWER");
        performer = server.newPerformer().id();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Answer give(UUID to, String more) {
        return viewer.post("/api/v1/gifts", """
                {"giftId": "%s", "performerId": "%s", "item": "rose", "quantity": 1,
                 "price": {"amountMinor": 10000, "currency": "COIN"}%s}
                """.formatted(UUID.randomUUID(), to, more));
    }

    @Test
    void showsTheCatalogue() {
        assertThat(viewer.get("/api/v1/gifts").body().at("/items/0/name").asText())
                .isEqualTo("Rose");
        assertThat(viewer.get("/api/v1/gifts").body().at("/items/0/names/ta").asText())
                .isEqualTo("ரோஜா");
    }

    @Test
    void isGivenBeforeTheAudienceOfAShowByThoseWhoAreThere() {
        Answer elsewhere = give(performer, ", \"eventId\": \"" + UUID.randomUUID() + "\"");

        assertThat(elsewhere.status()).isEqualTo(404);
        assertThat(elsewhere.body().path("detail").asText()).contains("no such show");
    }

    @Test
    void givesInTheNameOfWhoIsSignedIn() {
        server.wallets.nextGift = new GiftOutcome.Posted(TEN);

        Answer answer = give(performer, ", \"message\": \" for you \"");

        assertThat(answer.body().at("/available/amountMinor").asLong()).isEqualTo(10_000);
        var given = Objects.requireNonNull(server.wallets.given);
        assertThat(given.viewerId()).isEqualTo(viewer.id());
        assertThat(given.message()).isEqualTo("for you");
        assertThat(given.anonymous()).isFalse();
        assertThat(given.privateMessage()).isFalse();
    }

    @ParameterizedTest(name = "{0} is private: {1}")
    @CsvSource({"for you, true", "' ', false"})
    void keepsAMessageForThePerformerAlone(String message, boolean hidden) {
        server.wallets.nextGift = new GiftOutcome.Posted(TEN);

        give(performer, ", \"privateMessage\": true, \"message\": \"" + message + "\"");

        assertThat(Objects.requireNonNull(server.wallets.given).privateMessage())
                .isEqualTo(hidden);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new GiftOutcome.InsufficientFunds(TEN, TEN), 409, "INSUFFICIENT_FUNDS"),
                Arguments.of(new GiftOutcome.Unknown(), 404, "NOT_FOUND"),
                Arguments.of(new GiftOutcome.PriceChanged(TEN), 409, "PRICE_CHANGED"),
                Arguments.of(new GiftOutcome.MembersOnly(), 403, "FAN_CLUB_ONLY"),
                Arguments.of(new GiftOutcome.NotNow(BEGIN, null), 409, "NOT_OFFERED_NOW"),
                Arguments.of(new GiftOutcome.Conflict(), 409, "IDEMPOTENCY_CONFLICT"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysInAProblemWhyNot(GiftOutcome outcome, int status, String code) {
        server.wallets.nextGift = outcome;

        Answer answer = give(performer, "");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @ParameterizedTest(name = "from {0} until {1}: {2}")
    @CsvSource({
        "2026-02-07T00:00:00Z, 2026-02-15T00:00:00Z, from 2026-02-07T00:00:00Z until 2026-02-15T00:00:00Z",
        "2026-02-07T00:00:00Z, , from 2026-02-07T00:00:00Z",
        ", 2026-02-15T00:00:00Z, before 2026-02-15T00:00:00Z"
    })
    void saysWhenAGiftOfAnEventIsOffered(@Nullable Instant from, @Nullable Instant until, String words) {
        server.wallets.nextGift = new GiftOutcome.NotNow(from, until);

        assertThat(give(performer, "").body().path("detail").asText())
                .isEqualTo("This gift is offered " + words + " only. Choose another, or give it then.");
    }

    @Test
    void givesOnlyToPerformersAndOnlyInOnesOwnCall() {
        assertThat(give(UUID.randomUUID(), "").code()).isEqualTo("NOT_FOUND");
        assertThat(give(viewer.id(), "").code()).isEqualTo("INVALID_REQUEST");
        assertThat(give(performer, ", \"callId\": \"" + UUID.randomUUID() + "\"")
                        .code())
                .isEqualTo("CALL_NOT_FOUND");
    }
}
