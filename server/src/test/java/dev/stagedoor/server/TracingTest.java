package dev.stagedoor.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.database.TestData;
import dev.stagedoor.server.tracing.OtlpReceiver;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What people ask of a whole server, followed to the ledger, as somebody sees it who is sent the spans. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracingTest {
    private static final String SECRET = "Bearer collector-token-0815";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private OtlpReceiver receiver;
    private Stagedoor server;
    private URI address;
    private DemoPeople people;
    private Caller asha;
    private Caller maya;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        receiver = new OtlpReceiver();
        Settings settings = Settings.load(
                folder.resolve("none"),
                false,
                Map.of(),
                Map.of(
                        "http.port", "0",
                        "media.port", "0",
                        "http.trust-forwarded-for", "true",
                        "tracing.endpoint", receiver.address().toString(),
                        "tracing.headers", "Authorization=" + SECRET));
        server = Stagedoor.start(settings, TestData.in(folder, "data"), folder);
        address = URI.create("http://127.0.0.1:" + server.httpPort());
        people = requireNonNull(server.demoPeople());
        asha = new Caller(address, people.viewer());
        maya = new Caller(address, people.performer());
    }

    @AfterAll
    void stop() {
        server.close();
        receiver.close();
    }

    @Test
    void aTipIsOneTraceFromTheHandshakeToTheTransaction() throws InterruptedException {
        String tipId = SaleSteps.newId();
        try (CallerSocket viewer = new CallerSocket(address, asha)) {
            viewer.ask("'type':'tip.send','tipId':'" + tipId + "','performerId':'" + maya.id()
                    + "','amount':{'amountMinor':1000,'currency':'COIN'},'anonymous':false,'message':'for you'");
        }
        Span tip = receiver.await(named("tip.send"));
        Span post = receiver.await(child(tip, "ledger.post"));
        Span transaction = receiver.await(child(post, "ledger.transaction"));
        Span handshake = receiver.await(span -> span.getSpanId().equals(tip.getParentSpanId()));

        assertThat(handshake.getName()).isEqualTo("GET /ws");
        assertThat(handshake.getParentSpanId()).isEqualTo(ByteString.EMPTY);
        assertThat(handshake.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(facts(handshake)).containsEntry("http.response.status_code", "101");
        assertThat(List.of(tip, post, transaction))
                .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(handshake.getTraceId()))
                .allSatisfy(span -> assertThat(facts(span))
                        .containsEntry("user.id", asha.id())
                        .containsEntry(
                                "stagedoor.request.id",
                                String.valueOf(facts(handshake).get("stagedoor.request.id"))));
        assertThat(facts(post))
                .containsEntry("stagedoor.transfer.code", "TIP")
                .containsEntry("stagedoor.outcome", "Posted")
                .containsKey("stagedoor.transfer.id");
        assertThat(facts(transaction)).containsEntry("stagedoor.requests", "1");
    }

    @Test
    void aCallIsOneTraceFromItsRequestToItsSettlement() throws InterruptedException {
        try (CallerSocket viewer = new CallerSocket(address, asha);
                CallerSocket performer = new CallerSocket(address, maya)) {
            performer.ask("'type':'presence.set','status':'ONLINE'");
            String quote = asha.post(
                            "/api/v1/calls/quotes", "{\"performerId\": \"" + maya.id() + "\", \"kind\": \"VIDEO\"}")
                    .body()
                    .path("quoteId")
                    .asText();
            viewer.ask("'type':'call.request','quoteId':'" + quote + "'");
            String call = performer.event("call.incoming").at("/call/callId").asText();
            performer.ask("'type':'call.accept','callId':'" + call + "'");
            viewer.ask("'type':'call.cancel','callId':'" + call + "'");

            Span request = receiver.await(named("call.request"));
            Span accept = receiver.await(named("call.accept"));
            Span hold = receiver.await(child(request, "metering.hold"));
            Span settlement = receiver.await(named("metering.settle"));
            Span room = receiver.await(child(accept, "media.open"));
            receiver.await(child(hold, "ledger.transaction"));
            receiver.await(child(settlement, "ledger.transaction"));
            assertThat(settlement.getTraceId()).isEqualTo(request.getTraceId());
            assertThat(accept.getTraceId()).as("another person's").isNotEqualTo(request.getTraceId());
            assertThat(List.of(hold, settlement, room))
                    .allSatisfy(span -> assertThat(facts(span)).containsEntry("stagedoor.call.id", call));
        }
    }

    @Test
    void aProxysTraceGoesOn() throws IOException, InterruptedException {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        get("/api/v1/wallet", "00-" + trace + "-00f067aa0ba902b7-01");
        Span request = receiver.await(span -> hex(span.getTraceId()).equals(trace));
        assertThat(request.getName()).isIn("GET /api/v1/wallet", "ledger.transaction");
        Span served = receiver.await(span -> hex(span.getParentSpanId()).equals("00f067aa0ba902b7"));
        assertThat(served.getName()).isEqualTo("GET /api/v1/wallet");
        assertThat(facts(served)).containsEntry("http.route", "/api/v1/wallet");

        String unwanted = "5bf92f3577b34da6a3ce929d0e0e4736";
        get("/api/v1/wallet", "00-" + unwanted + "-00f067aa0ba902b8-00");
        String last = "6bf92f3577b34da6a3ce929d0e0e4736";
        get("/api/v1/wallet", "00-" + last + "-00f067aa0ba902b9-01");
        receiver.await(span -> hex(span.getParentSpanId()).equals("00f067aa0ba902b9"));
        assertThat(receiver.spans())
                .as("what the proxy does not follow")
                .noneMatch(span -> hex(span.getTraceId()).equals(unwanted));
    }

    private void get(String path, String traceparent) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + asha.token())
                .header("traceparent", traceparent)
                .header("X-Forwarded-For", "203.0.113.9")
                .build();
        assertThat(HTTP.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    @Test
    void spansSayNothingThatTheLogMayNot() throws IOException, InterruptedException {
        new Caller(address, people.viewer()).get("/api/v1/me");
        get("/api/v1/wallet?token=secret-of-a-query", "00-7bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902ba-01");
        receiver.await(span -> hex(span.getParentSpanId()).equals("00f067aa0ba902ba"));
        String everything = receiver.received().toString();
        assertThat(everything)
                .contains("stagedoor")
                .doesNotContain(
                        asha.token(),
                        people.viewer().email(),
                        people.viewer().password(),
                        "secret-of-a-query",
                        "203.0.113.9",
                        "127.0.0.1",
                        "for you")
                .doesNotContainPattern("eyJ[A-Za-z0-9_-]{5,}");
        assertThat(receiver.authorizations()).containsOnly(SECRET);
        assertThat(receiver.spans()).noneMatch(span -> span.getName().contains("metrics"));
    }

    private static java.util.function.Predicate<Span> named(String name) {
        return span -> span.getName().equals(name);
    }

    private static java.util.function.Predicate<Span> child(Span parent, String name) {
        return span -> span.getName().equals(name) && span.getParentSpanId().equals(parent.getSpanId());
    }

    private static String hex(ByteString id) {
        return java.util.HexFormat.of().formatHex(id.toByteArray());
    }

    private static Map<String, String> facts(Span span) {
        return span.getAttributesList().stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey,
                        fact -> fact.getValue().hasStringValue()
                                ? fact.getValue().getStringValue()
                                : String.valueOf(fact.getValue().getIntValue())));
    }
}
