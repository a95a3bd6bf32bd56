package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.AgencyDesk.Outcome;
import dev.stagedoor.signaling.AgencyDesk.Proposal;
import dev.stagedoor.signaling.PayoutDesk.Earner;
import dev.stagedoor.signaling.web.Browser.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Agencies over HTTP: for performers, for agencies, for the house. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgencyTest {
    private static final String MINE = "/api/v1/performer/agencies";
    private static final String ADMIN = "/api/v1/admin/agencies/memberships";

    private TestServer server;
    private Browser performer;
    private Browser agency;
    private Browser finance;
    private UUID offer;

    @BeforeAll
    void start() {
        server = new TestServer();
        server.admin();
        finance = server.finance();
        performer = server.newPerformer();
        agency = server.newPerson("AGENCY");
        offer = server.agencies.offer(performer.id(), agency.id());
    }

    @BeforeEach
    void reset() {
        server.agencies.next = null;
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void showsAPerformerTheOffersAndWhatWentToAgencies() {
        Answer answer = performer.get(MINE);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/month").asText()).isEqualTo("2026-03");
        assertThat(answer.body().at("/memberships/0/id").asText()).isEqualTo(offer.toString());
        assertThat(answer.body().at("/memberships/0/agencyName").asText()).isNotEmpty();
        assertThat(answer.body().at("/memberships/0/state").asText()).isEqualTo("OFFERED");
        assertThat(answer.body().at("/memberships/0/beginsAt").isMissingNode()).isTrue();
        assertThat(answer.body().at("/earned/0/agencyPart/amountMinor").asLong())
                .isEqualTo(1_440);
        performer.get(MINE + "?month=2026-01");
        assertThat(server.agencies.asked).isEqualTo("earned in 2026-01");
        assertThat(performer.get(MINE + "?month=2026-13").status()).isEqualTo(400);
    }

    @Test
    void findsPerformersAndAgenciesByName() {
        String people = "/api/v1/admin/people?query=";
        String name = performer.get("/api/v1/me").body().path("displayName").asText();
        Answer found = finance.get(people + URLEncoder.encode(name, StandardCharsets.UTF_8) + "&role=PERFORMER");
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body().path("items").findValuesAsText("id"))
                .contains(performer.id().toString());
        assertThat(found.body().at("/items/0/email").isMissingNode()).isTrue();
        assertThat(finance.get(people + URLEncoder.encode(name, StandardCharsets.UTF_8) + "&role=AGENCY")
                        .body()
                        .path("items")
                        .findValuesAsText("id"))
                .doesNotContain(performer.id().toString());
        assertThat(finance.get(people + "%25&role=AGENCY").body().path("items")).isEmpty();
        assertThat(finance.get(people + "a&role=VIEWER").status()).isEqualTo(400);
        assertThat(performer.get(people + "a&role=AGENCY").status()).isEqualTo(403);
    }

    @Test
    void passesThePerformersWordOn() {
        Answer answer = performer.post(MINE + "/" + offer + "/answer", "{\"accepts\": true}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/memberships").size()).isEqualTo(1);
        performer.post(MINE + "/" + offer + "/answer", "{\"accepts\": false}");
        performer.post(MINE + "/" + offer + "/notice", null);
        server.agencies.next = new Outcome.Bound();
        assertThat(performer
                        .post(MINE + "/" + offer + "/answer", "{\"accepts\": true}")
                        .code())
                .isEqualTo("OTHER_AGENCY");
        server.agencies.next = new Outcome.Over("DECLINED");
        assertThat(performer.post(MINE + "/" + offer + "/notice", null).code()).isEqualTo("MEMBERSHIP_OVER");
        assertThat(performer.post(MINE + "/" + offer + "/answer", "{}").status())
                .isEqualTo(400);
    }

    @Test
    void showsAnAgencyItsPerformersAndItsOwnMoney() {
        Answer roster = agency.get("/api/v1/agency/roster");
        assertThat(roster.body().at("/memberships/0/performerId").asText())
                .isEqualTo(performer.id().toString());
        assertThat(agency.get("/api/v1/performer/earnings/summary").status()).isEqualTo(200);
        assertThat(server.payouts.summed).isEqualTo(new Earner(agency.id(), true));
        performer.get("/api/v1/performer/earnings/summary");
        assertThat(server.payouts.summed).isEqualTo(new Earner(performer.id(), false));
        assertThat(server.newPerson("AGENCY")
                        .get("/api/v1/agency/roster")
                        .body()
                        .at("/memberships"))
                .isEmpty();
    }

    @Test
    void keepsTheSidesApart() {
        assertThat(performer.get("/api/v1/agency/roster").status()).isEqualTo(403);
        assertThat(agency.get(MINE).status()).isEqualTo(403);
        assertThat(agency.post(MINE + "/" + offer + "/answer", "{\"accepts\": true}")
                        .status())
                .isEqualTo(403);
        assertThat(agency.get(ADMIN).status()).isEqualTo(403);
    }

    @Test
    void listsMembershipsAndTheirHistoryForTheHouse() {
        assertThat(finance.get(ADMIN).body().at("/items/0/performerName").asText())
                .isNotEmpty();
        assertThat(finance.get(ADMIN + "/" + offer + "/history")
                        .body()
                        .at("/items/0/kind")
                        .asText())
                .isEqualTo("OFFERED");
        assertThat(finance.get(ADMIN + "/" + UUID.randomUUID() + "/history").status())
                .isEqualTo(404);
    }

    private String wish(UUID performerId, UUID agencyId) {
        return """
            {"proposalId": "%s", "performerId": "%s", "agencyId": "%s", "noticeDays": 30, "reason": "a contract"}""".formatted(UUID.randomUUID(), performerId, agencyId);
    }

    @Test
    void proposesOnlyWhatFitsThePeople() {
        server.agencies.proposal = new Proposal.Proposed(server.approvals.proposal());
        assertThat(finance.post(ADMIN, wish(performer.id(), agency.id())).status())
                .isEqualTo(201);
        assertThat(server.agencies.asked).contains("agencyBasisPoints=null", "by " + finance.id() + ": a contract");
        assertThat(finance.post(ADMIN, wish(agency.id(), agency.id())).code()).isEqualTo("INVALID_MEMBERSHIP");
        assertThat(finance.post(ADMIN, wish(performer.id(), performer.id())).code())
                .isEqualTo("INVALID_MEMBERSHIP");
        assertThat(finance.post(ADMIN, wish(performer.id(), UUID.randomUUID())).code())
                .isEqualTo("INVALID_MEMBERSHIP");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new Proposal.Invalid("Too much."), 422, "INVALID_MEMBERSHIP"),
                Arguments.of(new Proposal.NoReason(), 422, "NO_REASON"),
                Arguments.of(new Proposal.Conflict(), 409, "IDEMPOTENCY_CONFLICT"),
                Arguments.of(new Proposal.Unknown(), 404, "NOT_FOUND"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysWhyAnEndCannotBeProposed(Proposal proposal, int status, String code) {
        server.agencies.proposal = proposal;
        Answer answer = finance.post(ADMIN + "/" + offer + "/end", """
            {"proposalId": "%s", "endsAt": "2026-03-01T00:00:00Z", "reason": "has run out"}""".formatted(UUID.randomUUID()));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(server.agencies.asked)
                .isEqualTo(offer + " at 2026-03-01T00:00:00Z by " + finance.id() + ": has run out");
    }
}
