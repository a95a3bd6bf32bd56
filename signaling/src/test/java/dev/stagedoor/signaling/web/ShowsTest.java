package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.PurchaseRefusal;
import dev.stagedoor.signaling.ShowDesk.AnnounceOutcome;
import dev.stagedoor.signaling.ShowDesk.ClaimOutcome;
import dev.stagedoor.signaling.ShowDesk.GiveBackOutcome;
import dev.stagedoor.signaling.web.Browser.Answer;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows with tickets, goals of a crowd and tip boards over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShowsTest {
    @RegisterExtension
    private final Counterparts both = new Counterparts();

    private final TestServer server = both.server;
    private final Browser viewer = both.viewer;
    private final Browser performer = both.performer;

    @BeforeEach
    void acceptEverything() {
        server.shows.announced = null;
        server.shows.claimed = null;
        server.shows.givenBack = null;
        server.shows.acceptsMenus = true;
    }

    @ParameterizedTest
    @CsvSource({
        "TICKETED,     20, 201",
        "TICKETED,     ,   422",
        "PAY_PER_VIEW, ,   201",
        "CROWD_GOAL,   ,   201",
        "CROWD_GOAL,   20, 422",
        "FREE,         ,   400"
    })
    void announcesWhatIsWhole(String kind, @Nullable Integer deliverMinutes, int status) {
        assertThat(announce(kind, "Ragas at dusk", deliverMinutes).status()).isEqualTo(status);
        if (status == 201) {
            var asked = Objects.requireNonNull(server.shows.asked);
            assertThat(asked.performerId()).isEqualTo(performer.id());
            assertThat(asked.deliverMs()).isEqualTo(deliverMinutes == null ? 0 : 1_200_000);
            assertThat(asked.closesAt()).isEqualTo(Instant.parse("2030-01-01T10:00:00Z"));
        }
    }

    static Stream<Arguments> refusedAnnouncements() {
        return Stream.of(
                Arguments.of(
                        new AnnounceOutcome.OutsideWindow(Instant.EPOCH, Instant.EPOCH.plusSeconds(60)),
                        422,
                        "OUTSIDE_WINDOW"),
                Arguments.of(new AnnounceOutcome.Conflict(), 409, "IDEMPOTENCY_CONFLICT"));
    }

    @ParameterizedTest
    @MethodSource("refusedAnnouncements")
    void saysWhyNothingIsAnnounced(AnnounceOutcome outcome, int status, String code) {
        server.shows.announced = outcome;
        Answer answer = announce("CROWD_GOAL", "A song", null);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void saysOfAShowWhetherOneMayComeIn() {
        String event =
                announce("TICKETED", "Ragas at dusk", 20).body().path("eventId").asText();
        String path = "/api/v1/events/" + event;
        assertThat(viewer.get(path).body().path("admitted").asBoolean()).isFalse();
        buy(event);
        Answer mine = viewer.get(path);
        assertThat(mine.body().path("admitted").asBoolean()).isTrue();
        assertThat(mine.body().path("performerName").asText()).isEqualTo("Somebody");
        assertThat(mine.body().path("deliverMs").asLong()).isEqualTo(1_200_000);
        assertThat(server.newPerson("VIEWER").get(path).body().path("admitted").asBoolean())
                .isFalse();
        assertThat(viewer.get("/api/v1/events/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void sellsATicketShowsItAndTakesItBack() {
        String event =
                announce("TICKETED", "Ragas at dusk", 20).body().path("eventId").asText();
        assertThat(viewer.get("/api/v1/performers/" + performer.id() + "/events")
                        .body()
                        .findValuesAsText("eventId"))
                .contains(event);
        Answer bought = buy(event);
        assertThat(bought.status()).isEqualTo(201);
        assertThat(bought.body().path("performerName").asText()).isEqualTo("Somebody");
        String ticket = bought.body().path("ticketId").asText();
        assertThat(viewer.get("/api/v1/tickets").body().findValuesAsText("ticketId"))
                .contains(ticket);
        assertThat(viewer.post("/api/v1/tickets/" + ticket + "/give-back", null).status())
                .isEqualTo(200);
        server.shows.givenBack = new GiveBackOutcome.TooLate();
        assertThat(viewer.post("/api/v1/tickets/" + ticket + "/give-back", null).code())
                .isEqualTo("TOO_LATE");
    }

    static Stream<Arguments> refusedTickets() {
        return Stream.of(
                Arguments.of(
                        new ClaimOutcome.Refused(new PurchaseRefusal.InsufficientFunds(
                                new Money(200_000, "COIN"), new Money(0, "COIN"))),
                        409,
                        "INSUFFICIENT_FUNDS"),
                Arguments.of(new ClaimOutcome.AlreadyClaimed(), 409, "ALREADY_CLAIMED"),
                Arguments.of(new ClaimOutcome.Closed(), 409, "EVENT_OVER"),
                Arguments.of(new ClaimOutcome.OtherPrice(new Money(200_000, "COIN")), 409, "PRICE_CHANGED"),
                Arguments.of(new ClaimOutcome.Own(), 409, "SELF_PURCHASE"),
                Arguments.of(new ClaimOutcome.Unknown(), 404, "NOT_FOUND"));
    }

    @ParameterizedTest
    @MethodSource("refusedTickets")
    void saysWhyNothingIsSold(ClaimOutcome outcome, int status, String code) {
        server.shows.claimed = outcome;
        Answer answer = buy(UUID.randomUUID().toString());
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"Ragas at dusk, 200", "Over, 409"})
    void callsOffWhatIsNotOver(String title, int status) {
        String event = announce("TICKETED", title, 20).body().path("eventId").asText();
        String path = "/api/v1/performer/events/" + event + "/cancel";
        assertThat(performer.post(path, null).status()).isEqualTo(status);
        assertThat(server.newPerformer().post(path, null).status()).isEqualTo(404);
    }

    @Test
    void putsUpMenuAndGoalAndTakesTheGoalDown() {
        String board = "/api/v1/performers/" + performer.id() + "/tip-board";
        performer.put("/api/v1/performer/tip-menu", """
                {"items": [{"title": "Wave", "price": {"amountMinor": 5000, "currency": "COIN"}}]}""");
        performer.put("/api/v1/performer/tip-goal", """
                {"goalId": "%s", "title": " A song ", "target": {"amountMinor": 500000, "currency": "COIN"}}""".formatted(UUID.randomUUID()));
        Answer shown = viewer.get(board);
        assertThat(shown.body().at("/menu/0/price/amountMinor").asLong()).isEqualTo(5_000);
        assertThat(shown.body().at("/goal/title").asText()).isEqualTo("A song");
        assertThat(performer
                        .send("DELETE", "/api/v1/performer/tip-goal", null)
                        .body()
                        .has("goal"))
                .isFalse();
        server.shows.acceptsMenus = false;
        assertThat(performer
                        .put("/api/v1/performer/tip-menu", "{\"items\": []}")
                        .code())
                .isEqualTo("BAD_TIP_MENU");
    }

    @ParameterizedTest
    @CsvSource({"0, COIN, Wave", "-5, COIN, Wave", "5000, INR, Wave", "5000, COIN, ''"})
    void takesNoPriceThatIsNone(long amountMinor, String currency, String title) {
        assertThat(performer
                        .put("/api/v1/performer/tip-menu", """
                                {"items": [{"title": "%s", "price": {"amountMinor": %d, "currency": "%s"}}]}""".formatted(title, amountMinor, currency))
                        .status())
                .isEqualTo(400);
    }

    private Answer announce(String kind, String title, @Nullable Integer deliverMinutes) {
        String minutes = deliverMinutes == null ? "" : ", \"deliverMinutes\": " + deliverMinutes;
        return performer.post("/api/v1/performer/events", """
                {"eventId": "%s", "kind": "%s", "title": "%s", "closesAt": "2030-01-01T10:00:00Z",
                 "amount": {"amountMinor": 200000, "currency": "COIN"}%s}""".formatted(UUID.randomUUID(), kind, title, minutes));
    }

    private Answer buy(String event) {
        return viewer.post(
                "/api/v1/events/" + event + "/tickets",
                "{\"ticketId\": \"%s\", \"amount\": {\"amountMinor\": 200000, \"currency\": \"COIN\"}}"
                        .formatted(UUID.randomUUID()));
    }
}
