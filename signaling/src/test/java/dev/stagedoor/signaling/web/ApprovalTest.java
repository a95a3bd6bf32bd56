package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.ApprovalDesk.Outcome;
import dev.stagedoor.signaling.web.Browser.Answer;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two people's decisions over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApprovalTest {
    private TestServer server;
    private Browser admin;
    private Browser finance;

    @BeforeAll
    void start() {
        server = new TestServer();
        admin = server.admin();
        finance = server.finance();
        server.approvals.proposer = admin.id();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Answer decide(UUID id, String verdict, String reason) {
        return finance.post(
                "/api/v1/admin/approvals/" + id + "/decision",
                "{\"verdict\": \"%s\", \"reason\": \"%s\"}".formatted(verdict, reason));
    }

    @Test
    void showsWhatChangesAndWhoAsked() {
        Answer page = finance.get("/api/v1/admin/approvals?state=PROPOSED");

        assertThat(page.status()).isEqualTo(200);
        assertThat(server.approvals.asked).isEqualTo("PROPOSED");
        assertThat(page.body().at("/items/0/proposedByName").asText()).isEqualTo("Admin");
        assertThat(page.body().at("/items/0/change/version").asInt()).isEqualTo(2);
        assertThat(page.body().at("/items/0/names").size()).isEqualTo(1);
        assertThat(page.body().at("/items/0/names/" + admin.id()).asText()).isEqualTo("Admin");
        assertThat(page.body().at("/items/0/concerns/0").asText()).isEqualTo("Admin");
        assertThat(finance.get("/api/v1/admin/approvals/" + server.approvals.id)
                        .body()
                        .path("kind")
                        .asText())
                .isEqualTo("PRICE_LIST");
    }

    @Test
    void passesTheDecisionOnInTheNameOfWhoIsSignedIn() {
        server.approvals.next = new Outcome.Decided(server.approvals.proposal());

        assertThat(decide(server.approvals.id, "APPROVE", "looks right").status())
                .isEqualTo(200);
        assertThat(server.approvals.asked).isEqualTo("APPROVE by " + finance.id() + ": looks right");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new Outcome.SamePerson(), 409, "SAME_PERSON"),
                Arguments.of(new Outcome.OwnCase(), 409, "OWN_CASE"),
                Arguments.of(new Outcome.NotTheProposer(), 409, "NOT_THE_PROPOSER"),
                Arguments.of(new Outcome.Over("EXPIRED"), 409, "APPROVAL_OVER"),
                Arguments.of(new Outcome.Inapplicable("too few coins"), 409, "NOT_APPLICABLE"),
                Arguments.of(new Outcome.NoReason(), 422, "NO_REASON"),
                Arguments.of(new Outcome.NotFound(), 404, "NOT_FOUND"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysInAProblemWhyNot(Outcome outcome, int status, String code) {
        server.approvals.next = outcome;

        Answer answer = decide(server.approvals.id, "REJECT", "no reason given");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void knowsNoOtherProposal() {
        assertThat(decide(UUID.randomUUID(), "APPROVE", "looks right").code()).isEqualTo("NOT_FOUND");
        assertThat(finance.get("/api/v1/admin/approvals/" + UUID.randomUUID()).code())
                .isEqualTo("NOT_FOUND");
    }
}
