package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.stagedoor.signaling.identity.Role;
import dev.stagedoor.signaling.web.Browser.Answer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Made from the contract: an operation that is added tomorrow is tested tomorrow. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
    /** The only doors without a lock. */
    private static final Set<String> OPEN = Set.of(
            "register",
            "signIn",
            "refresh",
            "signOut",
            "receiveWebhook",
            "receivePostback",
            "publish",
            "publishOptions",
            "patchPublication",
            "endPublication",
            "watch",
            "watchOptions",
            "patchPlayback",
            "endPlayback",
            "selectLayers",
            "showSandboxPay",
            "submitSandboxPay",
            "getJwks",
            "getContract",
            "getDocs",
            "getLive",
            "getReady",
            "getMetrics");

    private TestServer server;
    private Map<Role, Browser> people;

    @BeforeAll
    void start() {
        server = new TestServer();
        people = Map.of(
                Role.VIEWER, server.newPerson("VIEWER"),
                Role.PERFORMER, server.newPerformer(),
                Role.AGENCY, server.newPerson("AGENCY"),
                Role.ADMIN, server.admin(),
                Role.FINANCE, server.finance());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Browser person(Role role) {
        return Objects.requireNonNull(people.get(role), role.name());
    }

    private Stream<Operation> closed() {
        return server.responses.contract().operations().stream()
                .filter(operation -> !requirement(operation).isOpen());
    }

    private Access.Requirement requirement(Operation operation) {
        return server.responses.contract().requirement(operation);
    }

    @Test
    void nothingIsOpenByAccident() {
        assertThat(server.responses.contract().operations().stream()
                        .filter(operation -> requirement(operation).isOpen())
                        .map(Operation::getOperationId))
                .containsExactlyInAnyOrderElementsOf(OPEN);
    }

    @Test
    void everythingUnderAdminIsForThoseWhoWorkForTheHouse() {
        assertThat(server.responses.contract().operations())
                .filteredOn(operation -> operation.getOpenAPIPath().startsWith("/api/v1/admin/"))
                .hasSizeGreaterThan(5)
                .allSatisfy(operation -> assertThat(requirement(operation).alternatives())
                        .contains(Set.of(Role.ADMIN))
                        .isSubsetOf(Set.of(Role.ADMIN), Set.of(Role.FINANCE), Set.of(Role.SUPPORT)));
    }

    @TestFactory
    Stream<DynamicTest> refusesStrangers() throws Exception {
        UUID somebody = person(Role.ADMIN).id();
        Tokens tokens = new Tokens(server.database);
        Map<String, String> bad = tokens.bad(somebody, "ADMIN");
        String expired = tokens.expired(somebody, "ADMIN");
        return closed().map(operation -> dynamicTest(operation.getOperationId(), () -> {
            Answer none = call(operation, server.anybody());
            assertThat(none.status()).isEqualTo(401);
            assertThat(none.code()).isEqualTo("UNAUTHENTICATED");
            assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(call(operation, server.anybody(), "Authorization", "Bearer " + expired)
                            .code())
                    .isEqualTo("TOKEN_EXPIRED");
            bad.forEach((why, token) -> assertThat(call(operation, server.anybody(), "Authorization", "Bearer " + token)
                            .code())
                    .as(why)
                    .isEqualTo("UNAUTHENTICATED"));
        }));
    }

    @Test
    void badTokensAreBadForOneReasonOnly() throws Exception {
        String good = new Tokens(server.database).good(person(Role.VIEWER).id(), "VIEWER");

        assertThat(server.anybody()
                        .get("/api/v1/me", "Authorization", "Bearer " + good)
                        .status())
                .isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryRoleButTheRightOnes() {
        return closed().flatMap(operation -> people.keySet().stream()
                .map(role -> dynamicTest(operation.getOperationId() + " by " + role, () -> {
                    Answer answer = call(operation, person(role));
                    if (mayCall(role, operation)) {
                        assertThat(answer.status()).isNotIn(401, 403).isLessThan(500);
                    } else {
                        assertThat(answer.status()).isEqualTo(403);
                        assertThat(answer.code()).isEqualTo("FORBIDDEN");
                    }
                })));
    }

    /** Said again in other words than the product's, so that a mistake there is not a mistake here. */
    private boolean mayCall(Role role, Operation operation) {
        return requirement(operation).alternatives().stream()
                .anyMatch(roles -> roles.isEmpty() || roles.equals(Set.of(role)));
    }

    @TestFactory
    Stream<DynamicTest> everyOperationPromisesProblems() {
        return server.responses.contract().operations().stream()
                .map(operation -> dynamicTest(operation.getOperationId(), () -> {
                    JsonObject raw = server.responses
                            .contract()
                            .tree()
                            .getJsonObject("paths")
                            .getJsonObject(operation.getOpenAPIPath())
                            .getJsonObject(methodOf(operation));
                    assertThat(raw.getJsonObject("responses").getJsonObject("default"))
                            .isEqualTo(new JsonObject().put("$ref", "#/components/responses/Failed"));
                }));
    }

    private static Answer call(Operation operation, Browser browser, String... headers) {
        JsonObject body = operation.getRequestBody() == null
                ? null
                : operation
                        .getOpenAPIModel()
                        .getJsonObject("requestBody")
                        .getJsonObject("content")
                        .getJsonObject("application/json")
                        .getJsonObject("example");
        String path = operation.getOpenAPIPath().contains("transferId")
                ? operation.getOpenAPIPath().replaceAll("\\{[^}]+}", "1")
                : operation
                        .getOpenAPIPath()
                        .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        List<String> all = operation.getOperationId().equals("createOrder")
                ? Stream.concat(Stream.of("Idempotency-Key", "order-0001"), Stream.of(headers))
                        .toList()
                : List.of(headers);
        return browser.send(
                operation.getHttpMethod().name(),
                path,
                body == null ? null : body.encode(),
                all.toArray(String[]::new));
    }

    private static String methodOf(Operation operation) {
        return operation.getHttpMethod().name().toLowerCase(Locale.ROOT);
    }
}
