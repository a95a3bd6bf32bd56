package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.PriceDesk;
import dev.stagedoor.signaling.PriceDesk.Outcome;
import dev.stagedoor.signaling.web.Browser.Answer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Price lists over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PricesTest {
    private static final String PREVIEW = "/api/v1/admin/prices/preview";
    private static final String PROPOSALS = "/api/v1/admin/prices/proposals";

    private TestServer server;
    private Browser admin;

    @BeforeAll
    void start() {
        server = new TestServer();
        admin = server.admin();
        server.prices.proposer = admin.id();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** The contract's own example, which is complete; as it is written, because the parsed model has marks of the parser in it. */
    private JsonObject example(String path) {
        return server.responses
                .contract()
                .tree()
                .getJsonObject("paths")
                .getJsonObject(path)
                .getJsonObject("post")
                .getJsonObject("requestBody")
                .getJsonObject("content")
                .getJsonObject("application/json")
                .getJsonObject("example")
                .copy();
    }

    @Test
    void showsListsWithWhoPublishedThem() {
        Answer preview = admin.post(PREVIEW, example(PREVIEW).encode());
        Answer list = admin.get("/api/v1/admin/prices");

        assertThat(preview.body().at("/faults/0/pointer").asText()).isEqualTo("/tiers");
        assertThat(list.body().at("/items/0/proposedByName").asText()).isEqualTo("Admin");
        assertThat(list.body().at("/items/0/prices/packages/0/priceMinor").asLong())
                .isEqualTo(4_900);
        assertThat(list.body().at("/items/0/nets/0/netMilli").asLong()).isEqualTo(81_000);
    }

    @Test
    void passesAProposalOnAsItIs() {
        server.prices.next = new Outcome.Proposed(server.approvals.proposal());

        Answer answer = admin.post(PROPOSALS, example(PROPOSALS).encode());

        assertThat(answer.status()).isEqualTo(201);
        PriceDesk.Draft asked = Objects.requireNonNull(server.prices.asked);
        assertThat(asked.reason()).isEqualTo("New year's prices");
        assertThat(new JsonObject(asked.prices())
                        .getJsonArray("packages")
                        .getJsonObject(0)
                        .getLong("paidCoins"))
                .isEqualTo(45);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new Outcome.Invalid(List.of(new PriceDesk.Fault("/fees", "none"))), 422, "INVALID_PRICES"),
                Arguments.of(new Outcome.BelowMargin(List.of()), 409, "BELOW_MARGIN"),
                Arguments.of(new Outcome.Outdated(3), 409, "PRICES_OUTDATED"),
                Arguments.of(new Outcome.Past(), 422, "TOO_LATE"),
                Arguments.of(new Outcome.Conflict(), 409, "IDEMPOTENCY_CONFLICT"),
                Arguments.of(new Outcome.NoReason(), 422, "NO_REASON"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysInAProblemWhyNot(Outcome outcome, int status, String code) {
        server.prices.next = outcome;

        Answer answer = admin.post(PROPOSALS, example(PROPOSALS).encode());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void refusesAListWithAnUnknownField() {
        JsonObject body = example(PROPOSALS);
        body.getJsonObject("prices").put("surprise", 1);

        assertThat(admin.post(PROPOSALS, body.encode()).code()).isEqualTo("INVALID_REQUEST");
    }
}
