package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.Caller.Answer;
import java.net.URI;
import java.util.UUID;

/** A performer and an agency who are new here, and what the house and the two do until they work together. */
final class AgencySteps {
    final Caller performer;
    final Caller agency;
    private final URI address;
    private final UUID id = UUID.randomUUID();

    AgencySteps(URI address) {
        this.address = address;
        performer = Caller.register(address, "PERFORMER");
        agency = Caller.register(address, "AGENCY");
    }

    /** One person proposes the price list's part, another approves it. */
    void offer(DemoPeople people) {
        Answer proposed = new Caller(address, people.admin())
                .post("/api/v1/admin/agencies/memberships", """
                {"proposalId": "%s", "performerId": "%s", "agencyId": "%s", "noticeDays": 30, "reason": "a contract"}""".formatted(id, performer.id(), agency.id()));
        assertThat(proposed.status()).isEqualTo(201);
        assertThat(proposed.body().at("/change/agencyBasisPoints").asInt()).isEqualTo(2_500);
        Answer decided = new Caller(address, people.finance())
                .post(
                        "/api/v1/admin/approvals/" + id + "/decision",
                        "{\"verdict\": \"APPROVE\", \"reason\": \"looked at it\"}");
        assertThat(decided.body().path("state").asText()).isEqualTo("APPROVED");
    }

    void accept() {
        JsonNode mine = performer.get("/api/v1/performer/agencies").body();
        assertThat(mine.at("/memberships/0/state").asText()).isEqualTo("OFFERED");
        JsonNode after = performer
                .post("/api/v1/performer/agencies/" + id + "/answer", "{\"accepts\": true}")
                .body();
        assertThat(after.at("/memberships/0/state").asText()).isEqualTo("ACCEPTED");
    }

    /** What is pending for one of the two, in minor units. */
    static long pending(Caller earner) {
        return earner.get("/api/v1/performer/earnings/summary")
                .body()
                .at("/pending/amountMinor")
                .asLong();
    }
}
