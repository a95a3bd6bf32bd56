package dev.stagedoor.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.Books;
import dev.stagedoor.billing.audit.CheckReport;
import dev.stagedoor.server.Caller.Answer;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.database.ConnectionPool;
import dev.stagedoor.server.database.EmbeddedPostgres;
import dev.stagedoor.server.database.TestData;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is sold besides calls, over HTTP on a whole server with its own PostgreSQL: Asha, who was given 500 coins, buys of
 * Maya, who gets 45 %. Afterwards the books are checked each time, as by {@code ledger check}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SalesTest {
    private Path data;
    private Stagedoor server;
    private URI address;
    private Caller asha;
    private Caller maya;
    private SaleSteps sales;
    private long hadCoins;
    private long hadEarned;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        data = TestData.in(folder, "data");
        Settings settings =
                Settings.load(folder.resolve("none"), false, Map.of(), Map.of("http.port", "0", "media.port", "0"));
        server = Stagedoor.start(settings, data, folder);
        address = URI.create("http://127.0.0.1:" + server.httpPort());
        DemoPeople people = requireNonNull(server.demoPeople());
        asha = new Caller(address, people.viewer());
        maya = new Caller(address, people.performer());
        sales = new SaleSteps(asha, maya);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void look() {
        hadCoins = sales.coins("available");
        hadEarned = sales.earned();
        assertThat(sales.coins("held")).isZero();
    }

    @AfterEach
    void theBooksAreRight() throws IOException {
        var database = EmbeddedPostgres.running(data).orElseThrow();
        try (HikariDataSource pool = ConnectionPool.openPatient("check", database, 1, Billing.CONNECTION_INIT_SQL)) {
            assertThat(Books.open(pool, InstantSource.system()).reconciliation().check())
                    .hasSizeGreaterThan(10)
                    .allSatisfy(report -> assertThat(report.status())
                            .as("%s: %s", report.check().claim(), report.samples())
                            .isEqualTo(CheckReport.Status.OK));
        }
    }

    @Test
    void aPlanIsPaidForAMonthAndWhatIsLeftOfItComesBack() {
        String id = SaleSteps.newId();
        Answer begun = sales.subscribe(id, "\"plan\": \"VIP\"");
        assertThat(begun.status()).isEqualTo(201);
        assertThat(sales.subscribe(id, "\"plan\": \"VIP\"").body()).isEqualTo(begun.body());
        assertThat(spent()).isEqualTo(199_000);
        assertThat(sales.subscribe(SaleSteps.newId(), "\"plan\": \"PREMIUM\"").status())
                .isEqualTo(409);
        assertThat(sales.change(id, "CANCEL_AT_END").path("cancelAtEnd").asBoolean())
                .isTrue();
        assertThat(sales.change(id, "RESUME").path("cancelAtEnd").asBoolean()).isFalse();
        assertThat(sales.change(id, "CANCEL_NOW").path("state").asText()).isEqualTo("CANCELED");
        Duration month = Duration.between(instant(begun.body(), "periodStart"), instant(begun.body(), "periodEnd"));
        // What was used is less than a minute of it, however slow the machine.
        assertThat(spent()).isBetween(1L, 199_000L * 60_000 / month.toMillis());
        assertThat(sales.earned()).isEqualTo(hadEarned);
    }

    @Test
    void aFanClubsPerformerIsOwedTheShareFromTheFirstDay() {
        assertThat(sales.subscribe(SaleSteps.newId(), "\"performerId\": \"" + maya.id() + "\"")
                        .status())
                .isEqualTo(404);
        maya.put("/api/v1/performer/fan-club", "{\"price\": " + SaleSteps.money(20_000) + "}");
        long earlier = sales.earned();
        long coinsEarlier = sales.coins("available");
        Answer joined = sales.subscribe(SaleSteps.newId(), "\"performerId\": \"" + maya.id() + "\"");
        assertThat(joined.status()).isEqualTo(201);
        assertThat(joined.body().path("performerName").asText()).isEqualTo("Maya");
        assertThat(coinsEarlier - sales.coins("available")).isEqualTo(20_000);
        assertThat(sales.earned() - earlier).isEqualTo(900);
        JsonNode board =
                asha.get("/api/v1/performers/" + maya.id() + "/tip-board").body();
        assertThat(board.at("/fanClub/members").asInt()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} of a booking in {1} hours, accepted: {2}; {3} % is kept")
    @CsvSource({
        "viewer,    25, true,  0",
        "viewer,    3,  true,  50",
        "viewer,    1,  true,  100",
        "viewer,    1,  false, 0",
        "performer, 1,  true,  0",
    })
    void aBookingIsCancelledByItsTable(String who, int hours, boolean accepted, int keptPercent) {
        JsonNode booking = sales.book(hours).body();
        String id = booking.path("bookingId").asText();
        long price = booking.at("/price/amountMinor").asLong();
        assertThat(booking.path("state").asText()).isEqualTo("REQUESTED");
        assertThat(sales.coins("held")).isEqualTo(price);
        if (accepted) {
            assertThat(sales.answer(id, true).body().path("state").asText()).isEqualTo("BOOKED");
        }
        Answer cancelled = (who.equals("viewer") ? asha : maya).post("/api/v1/bookings/" + id + "/cancel", null);
        assertThat(cancelled.body().path("state").asText()).isEqualTo("CANCELLED");
        long kept = price * keptPercent / 100;
        assertThat(cancelled.body().at("/kept/amountMinor").asLong()).isEqualTo(kept);
        assertThat(sales.coins("held")).isZero();
        assertThat(spent()).isEqualTo(kept);
        assertThat(sales.earned() - hadEarned).isEqualTo(kept * 45 / 1_000);
    }

    @Test
    void aBookingIsDeclinedAndItsTimeIsFreeAgain() {
        Answer booked = sales.book(26);
        assertThat(sales.book(26).body().path("code").asText()).isEqualTo("OVERLAPS");
        String id = booked.body().path("bookingId").asText();
        assertThat(sales.answer(id, false).body().path("state").asText()).isEqualTo("CANCELLED");
        assertThat(sales.answer(id, true).status()).isEqualTo(409);
        assertThat(spent()).isZero();
        String again = sales.book(26).body().path("bookingId").asText();
        assertThat(maya.get("/api/v1/bookings").body().findValuesAsText("bookingId"))
                .contains(id, again);
        assertThat(sales.answer(again, false).status()).isEqualTo(200);
        assertThat(sales.book(24 * 100).body().path("code").asText()).isEqualTo("TOO_FAR_AHEAD");
        assertThat(sales.book(-1).body().path("code").asText()).isEqualTo("TOO_LATE");
    }

    @Test
    void aTicketIsBoughtOnceAndComesBack() {
        String show = sales.announce("TICKETED", 30_000, ", \"deliverMinutes\": 20");
        assertThat(sales.buy(show, SaleSteps.newId(), 29_000)
                        .body()
                        .path("code")
                        .asText())
                .isEqualTo("PRICE_CHANGED");
        String ticket = SaleSteps.newId();
        assertThat(sales.buy(show, ticket, 30_000).status()).isEqualTo(201);
        assertThat(sales.buy(show, ticket, 30_000).status()).isEqualTo(201);
        assertThat(sales.buy(show, SaleSteps.newId(), 30_000)
                        .body()
                        .path("code")
                        .asText())
                .isEqualTo("ALREADY_CLAIMED");
        assertThat(spent()).isEqualTo(30_000);
        String giveBack = "/api/v1/tickets/" + ticket + "/give-back";
        assertThat(asha.post(giveBack, null).body().path("state").asText()).isEqualTo("CANCELLED");
        assertThat(asha.post(giveBack, null).status()).isEqualTo(200);
        assertThat(spent()).isZero();
        assertThat(sales.earned()).isEqualTo(hadEarned);
        assertThat(sales.buy(show, SaleSteps.newId(), 30_000).status()).isEqualTo(201);
        assertThat(maya.post("/api/v1/performer/events/" + show + "/cancel", null)
                        .body()
                        .path("state")
                        .asText())
                .isEqualTo("CANCELLED");
        assertThat(spent()).isZero();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "libwebrtc is for Linux on x86-64")
    void aStreamIsWatchedByWhoPaidAndEarnedWithItsFirstMoment() throws IOException, InterruptedException {
        String show = sales.announce("PAY_PER_VIEW", 30_000, "");
        assertThatThrownBy(() -> LibWebrtcPeer.watch(address.resolve("/whep/" + show), asha.token(), 1))
                .hasMessageContaining("403")
                .hasMessageContaining("TICKET_REQUIRED");
        sales.buy(show, SaleSteps.newId(), 30_000);
        assertThat(sales.earned()).isEqualTo(hadEarned);
        give(show);
        assertThat(spent()).isEqualTo(30_000);
        assertThat(sales.earned() - hadEarned).isEqualTo(1_350);
        assertThat(event(show).path("state").asText()).isEqualTo("DONE");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "libwebrtc is for Linux on x86-64")
    void aShowThatBrokeOffIsNotEarnedAndCanBeCalledOff() throws IOException, InterruptedException {
        String show = sales.announce("TICKETED", 30_000, ", \"deliverMinutes\": 20");
        String ticket = SaleSteps.newId();
        sales.buy(show, ticket, 30_000);
        give(show);
        assertThat(sales.earned()).isEqualTo(hadEarned);
        assertThat(event(show).path("deliveredMs").asLong()).isPositive();
        assertThat(asha.post("/api/v1/tickets/" + ticket + "/give-back", null).status())
                .isEqualTo(409);
        maya.post("/api/v1/performer/events/" + show + "/cancel", null);
        assertThat(spent()).isZero();
        assertThatThrownBy(() -> give(show)).hasMessageContaining("SHOW_OVER");
    }

    /** Maya publishes until Asha has seen something of it. */
    private void give(String show) throws IOException, InterruptedException {
        try (LibWebrtcPeer publisher = LibWebrtcPeer.publish(address.resolve("/whip/" + show), maya.token());
                LibWebrtcPeer viewer = LibWebrtcPeer.watch(address.resolve("/whep/" + show), asha.token(), 25)) {
            assertThat(viewer.hasPlayed(30)).isTrue();
            assertThat(publisher.end()).isEqualTo(200);
        }
    }

    private JsonNode event(String id) {
        return asha.get("/api/v1/events/" + id).body();
    }

    @Test
    void aBookedCallBeginsWhenBothHaveComeAndCostsNothingBeforeMediaFlows() throws InterruptedException {
        Answer later = sales.book(26);
        JsonNode booking = sales.bookIn(Duration.ofMinutes(2)).body();
        String id = booking.path("bookingId").asText();
        long price = booking.at("/price/amountMinor").asLong();
        sales.answer(id, true);
        try (CallerSocket viewer = new CallerSocket(address, asha);
                CallerSocket performer = new CallerSocket(address, maya)) {
            String tooEarly = later.body().path("bookingId").asText();
            assertThat(viewer.ask(join(tooEarly)).at("/error/code").asText()).isEqualTo("CONFLICT");
            assertThat(viewer.ask(join(SaleSteps.newId())).at("/error/code").asText())
                    .isEqualTo("NOT_FOUND");
            assertThat(viewer.ask(join(id)).path("result")).isEmpty();
            JsonNode call = performer.ask(join(id)).at("/result/call");
            assertThat(call.path("state").asText()).isEqualTo("CONNECTING");
            assertThat(call.path("booked").asBoolean()).isTrue();
            assertThat(viewer.event("call.state").at("/call/callId").asText()).isEqualTo(id);
            assertThat(sales.coins("held"))
                    .isEqualTo(price + later.body().at("/price/amountMinor").asLong());
            viewer.ask("'type':'call.end','callId':'" + id + "'");
            performer.event("call.ended");
        }
        sales.answer(later.body().path("bookingId").asText(), false);
        assertThat(spent()).isZero();
        assertThat(sales.earned()).isEqualTo(hadEarned);
    }

    private static String join(String bookingId) {
        return "'type':'booking.join','bookingId':'" + bookingId + "'";
    }

    @Test
    void aCrowdGoalThatIsReachedIsThePerformers() {
        String goal = sales.announce("CROWD_GOAL", 50_000, "");
        assertThat(sales.buy(goal, SaleSteps.newId(), 20_000)
                        .body()
                        .at("/event/state")
                        .asText())
                .isEqualTo("OPEN");
        assertThat(spent()).isEqualTo(20_000);
        assertThat(sales.earned()).isEqualTo(hadEarned);
        assertThat(sales.buy(goal, SaleSteps.newId(), 30_000)
                        .body()
                        .at("/event/state")
                        .asText())
                .isEqualTo("DONE");
        assertThat(spent()).isEqualTo(50_000);
        assertThat(sales.earned() - hadEarned).isEqualTo(2_250);
        assertThat(sales.buy(goal, SaleSteps.newId(), 1_000).body().path("code").asText())
                .isEqualTo("EVENT_OVER");
        assertThat(maya.post("/api/v1/performer/events/" + goal + "/cancel", null)
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aCrowdGoalThatIsCalledOffGivesEveryPledgeBack() {
        String goal = sales.announce("CROWD_GOAL", 50_000, "");
        String pledge = SaleSteps.newId();
        sales.buy(goal, pledge, 10_000);
        sales.buy(goal, SaleSteps.newId(), 10_000);
        assertThat(asha.post("/api/v1/tickets/" + pledge + "/give-back", null).status())
                .isEqualTo(409);
        maya.post("/api/v1/performer/events/" + goal + "/cancel", null);
        assertThat(spent()).isZero();
        assertThat(sales.earned()).isEqualTo(hadEarned);
    }

    @Test
    void anAgencyHasItsPartOfWhatIsSoldOnceThePerformerAccepts() {
        AgencySteps steps = new AgencySteps(address);
        steps.offer(requireNonNull(server.demoPeople()));
        steps.accept();
        steps.performer.put("/api/v1/performer/fan-club", "{\"price\": " + SaleSteps.money(10_000) + "}");
        sales.subscribe(SaleSteps.newId(), "\"performerId\": \"" + steps.performer.id() + "\"");
        assertThat(AgencySteps.pending(steps.performer)).isEqualTo(338);
        assertThat(AgencySteps.pending(steps.agency)).isEqualTo(112);
        JsonNode roster = steps.agency.get("/api/v1/agency/roster").body();
        assertThat(roster.at("/earned/0/agencyPart/amountMinor").asLong()).isEqualTo(112);
    }

    @Test
    void strangersReachNothingOfAnybodyElse() {
        String show = sales.announce("TICKETED", 30_000, ", \"deliverMinutes\": 20");
        String ticket = SaleSteps.newId();
        sales.buy(show, ticket, 30_000);
        String booking = sales.book(40).body().path("bookingId").asText();
        String subscription = sales.subscribe(SaleSteps.newId(), "\"plan\": \"VIP\"")
                .body()
                .path("subscriptionId")
                .asText();
        Caller viewer = Caller.register(address, "VIEWER");
        Caller performer = Caller.register(address, "PERFORMER");
        assertThat(List.of(
                        viewer.post("/api/v1/tickets/" + ticket + "/give-back", null),
                        viewer.post("/api/v1/bookings/" + booking + "/cancel", null),
                        viewer.post(
                                "/api/v1/subscriptions/" + subscription + "/change", "{\"action\": \"CANCEL_NOW\"}"),
                        performer.post("/api/v1/performer/events/" + show + "/cancel", null),
                        performer.post("/api/v1/performer/bookings/" + booking + "/answer", "{\"accept\": true}")))
                .extracting(Answer::status)
                .containsOnly(404);
        maya.post("/api/v1/performer/events/" + show + "/cancel", null);
        sales.answer(booking, false);
        sales.change(subscription, "CANCEL_NOW");
        assertThat(spent()).isLessThan(1_000);
    }

    private static Instant instant(JsonNode body, String field) {
        return Instant.parse(body.path(field).asText());
    }

    private long spent() {
        return hadCoins - sales.coins("available");
    }
}
