package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.PlanDesk.Outcome;
import dev.stagedoor.signaling.PurchaseRefusal;
import dev.stagedoor.signaling.web.Browser.Answer;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans and fan clubs over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlansTest {
    @RegisterExtension
    private final Counterparts both = new Counterparts();

    private final TestServer server = both.server;
    private final Browser viewer = both.viewer;
    private final Browser performer = both.performer;

    @BeforeEach
    void acceptEverything() {
        server.plans.next = null;
    }

    @Test
    void showsPlansAndWhatIsMine() {
        assertThat(performer.get("/api/v1/plans").body().at("/items/0/code").asText())
                .isEqualTo("VIP");
        assertThat(performer
                        .get("/api/v1/plans")
                        .body()
                        .at("/items/0/freeMinutes")
                        .asInt())
                .isEqualTo(40);
        assertThat(performer
                        .get("/api/v1/plans")
                        .body()
                        .at("/items/0/allowance/amountMinor")
                        .asLong())
                .isEqualTo(200_000);
        Browser other = server.newPerson("VIEWER");
        assertThat(subscribe(other, "\"plan\": \"VIP\"").status()).isEqualTo(201);
        assertThat(server.plans.asked).isEqualTo(other.id() + " wants VIP");
        assertThat(other.get("/api/v1/subscriptions").body().path("items")).hasSize(1);
        assertThat(server.newPerson("VIEWER")
                        .get("/api/v1/subscriptions")
                        .body()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void joinsAFanClubWhosePerformerIsNamed() {
        Answer club = performer.put("/api/v1/performer/fan-club", """
                {"price": {"amountMinor": 100000, "currency": "COIN"}}""");
        assertThat(club.body().at("/plan/price/amountMinor").asLong()).isEqualTo(100_000);
        Answer joined = subscribe(viewer, "\"performerId\": \"" + performer.id() + "\"");
        assertThat(joined.status()).isEqualTo(201);
        assertThat(joined.body().path("performerName").asText()).isEqualTo("Somebody");
        assertThat(joined.body().at("/plan/performerId").asText())
                .isEqualTo(performer.id().toString());
        assertThat(server.plans.asked).isEqualTo(viewer.id() + " joins " + performer.id());
    }

    @Test
    void takesEitherAPlanOrAPerformerAndNobodysOwnClub() {
        assertThat(subscribe(viewer, "\"plan\": \"VIP\", \"performerId\": \"" + performer.id() + "\"")
                        .code())
                .isEqualTo("PLAN_OR_PERFORMER");
        assertThat(subscribe(viewer, "\"performerId\": \"" + viewer.id() + "\"").code())
                .isEqualTo("SELF_PURCHASE");
    }

    @ParameterizedTest
    @CsvSource({"CANCEL_AT_END, , 200", "CANCEL_NOW, , 200", "CHANGE, PREMIUM, 200", "CHANGE, , 422", "RESUME, VIP, 422"
    })
    void changesAPlanOnlyWhereOneIsNamed(String action, String plan, int status) {
        String id = subscribe(viewer, "\"plan\": \"VIP\"")
                .body()
                .path("subscriptionId")
                .asText();
        String named = plan == null ? "" : ", \"plan\": \"" + plan + "\"";
        Answer answer =
                viewer.post("/api/v1/subscriptions/" + id + "/change", "{\"action\": \"" + action + "\"" + named + "}");
        assertThat(answer.status()).isEqualTo(status);
        if (status == 200) {
            assertThat(server.plans.asked).isEqualTo(action + " " + plan);
        }
    }

    static Stream<Arguments> refusals() {
        Money price = new Money(199_000, "COIN");
        return Stream.of(
                Arguments.of(
                        new Outcome.Refused(new PurchaseRefusal.InsufficientFunds(price, new Money(5_500, "COIN"))),
                        409,
                        "INSUFFICIENT_FUNDS",
                        "199 coins and you have 5.5"),
                Arguments.of(
                        new Outcome.Refused(new PurchaseRefusal.Limited("Not today.")),
                        403,
                        "SPENDING_LIMIT",
                        "Not today."),
                Arguments.of(new Outcome.AlreadySubscribed(), 409, "ALREADY_SUBSCRIBED", "Change it"),
                Arguments.of(new Outcome.Unknown(), 404, "NOT_FOUND", "no such subscription"),
                Arguments.of(new Outcome.UnknownPlan(), 404, "NOT_FOUND", "no such plan"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysInAProblemWhyNotAndWhatToDo(Outcome outcome, int status, String code, String words) {
        server.plans.next = outcome;
        Answer answer = subscribe(viewer, "\"plan\": \"VIP\"");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().path("detail").asText()).contains(words);
    }

    private static Answer subscribe(Browser who, String what) {
        return who.post("/api/v1/subscriptions", "{\"subscriptionId\": \"%s\", %s}".formatted(UUID.randomUUID(), what));
    }
}
