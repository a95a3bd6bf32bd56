package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.calls.CallTerms;
import dev.stagedoor.signaling.protocol.CallView.Party;
import dev.stagedoor.signaling.store.CallTable;
import dev.stagedoor.signaling.store.Database;
import dev.stagedoor.signaling.web.Browser.Answer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Somebody else's id in every place of the contract that takes one: the answer is what it would be for an id that does not
 * exist. A new kind of id fails here until it is said whose it is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignIdsTest {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    /** Shown to everybody, or of the asker's own things only. */
    private static final Set<String> NOBODYS = Set.of("{performerId}", "{month}", "{year}", "{kind}", "/v1/events/");
    /** Ids of what is sold besides calls. */
    private static final List<String> OF_BILLING = List.of("subscriptionId", "eventId", "ticketId", "bookingId");
    /** Whose they are is for billing to say, which is not here; its tests of claims ask with strangers. */
    private static final Set<String> BILLINGS = Set.of("/dispute");

    private TestServer server;
    private Browser stranger;
    private Browser otherPerformer;
    private final Map<String, String> owned = new HashMap<>();

    @BeforeAll
    void start() {
        server = new TestServer();
        Browser owner = server.newPerson("VIEWER");
        Browser performer = server.newPerformer();
        stranger = server.newPerson("VIEWER");
        otherPerformer = server.newPerformer();
        owned.put("callId", callOf(owner, performer).toString());
        owned.put(
                "orderId",
                owner.post(
                                "/api/v1/wallet/orders",
                                "{\"packageId\": \"" + TestWallets.PACKAGE + "\"}",
                                "Idempotency-Key",
                                "foreign-0001")
                        .body()
                        .path("orderId")
                        .asText());
        owned.put(
                "membershipId",
                server.agencies.offer(performer.id(), UUID.randomUUID()).toString());
        putThingsSold(owner, performer);
    }

    private void putThingsSold(Browser owner, Browser performer) {
        String id = absentId();
        assertThat(List.of(
                        owner.post("/api/v1/subscriptions", "{\"subscriptionId\": \"" + id + "\", \"plan\": \"VIP\"}"),
                        performer.post("/api/v1/performer/events", """
                                {"eventId": "%s", "kind": "CROWD_GOAL", "title": "A song", "closesAt": "2030-01-01T10:00:00Z",
                                 "amount": {"amountMinor": 200000, "currency": "COIN"}}""".formatted(id)),
                        owner.post("/api/v1/events/" + id + "/tickets", """
                                {"ticketId": "%s", "amount": {"amountMinor": 200000, "currency": "COIN"}}""".formatted(id)),
                        owner.post("/api/v1/bookings", """
                                {"bookingId": "%s", "performerId": "%s", "kind": "VIDEO", "lengthMinutes": 30,
                                 "startsAt": "2030-01-07T10:00:00Z"}""".formatted(id, performer.id()))))
                .extracting(Answer::status)
                .containsOnly(201);
        OF_BILLING.forEach(name -> owned.put(name, id));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private UUID callOf(Browser viewer, Browser performer) {
        UUID callId = UUID.randomUUID();
        new CallTable(new Database(server.database, 2))
                .opened(new CallTerms(
                        callId,
                        UUID.randomUUID(),
                        CallKind.VIDEO,
                        Increment.MINUTE,
                        new Money(8_000, "COIN"),
                        null,
                        new Party(viewer.id(), "Somebody"),
                        new Party(performer.id(), "Somebody"),
                        Instant.parse("2026-01-05T10:16:00Z")));
        return callId;
    }

    @TestFactory
    Stream<DynamicTest> strangersLearnNothing() {
        List<Operation> taking = server.responses.contract().operations().stream()
                .filter(operation -> operation.getOpenAPIPath().contains("{"))
                .filter(operation -> operation.getOpenAPIPath().startsWith("/api/v1/"))
                .filter(operation -> !operation.getOpenAPIPath().startsWith("/api/v1/admin/"))
                .filter(operation -> !operation.getOpenAPIPath().startsWith("/api/v1/webhooks/"))
                .filter(operation -> Stream.concat(NOBODYS.stream(), BILLINGS.stream())
                        .noneMatch(part -> operation.getOpenAPIPath().contains(part)))
                .toList();
        assertThat(taking).hasSizeGreaterThanOrEqualTo(8);
        return taking.stream()
                .map(operation -> dynamicTest(operation.getOperationId(), () -> {
                    Answer foreign = call(operation, owned);
                    Map<String, String> unknown = new HashMap<>(owned);
                    unknown.replaceAll((name, id) -> absentId());
                    Answer absent = call(operation, unknown);
                    assertThat(foreign.status()).isEqualTo(404);
                    assertThat(foreign.code()).isEqualTo(absent.code());
                    assertThat(foreign.body().path("detail"))
                            .isEqualTo(absent.body().path("detail"));
                }));
    }

    private Answer call(Operation operation, Map<String, String> ids) {
        Matcher parameters = PARAMETER.matcher(operation.getOpenAPIPath());
        String path = parameters.replaceAll(parameter -> {
            String name = parameter.group(1);
            assertThat(ids).as("say here whose ids these are: " + name).containsKey(name);
            return ids.getOrDefault(name, "");
        });
        JsonObject example = operation.getRequestBody() == null
                ? null
                : operation
                        .getOpenAPIModel()
                        .getJsonObject("requestBody")
                        .getJsonObject("content")
                        .getJsonObject("application/json")
                        .getJsonObject("example");
        Browser asker = operation.getOpenAPIPath().startsWith("/api/v1/performer/") ? otherPerformer : stranger;
        return asker.send(operation.getHttpMethod().name(), path, example == null ? null : example.encode());
    }

    private static String absentId() {
        return UUID.randomUUID().toString();
    }
}
