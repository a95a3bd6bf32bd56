package dev.stagedoor.server;

import static dev.stagedoor.server.tracing.SpanFacts.child;
import static dev.stagedoor.server.tracing.SpanFacts.hex;
import static dev.stagedoor.server.tracing.SpanFacts.named;
import static dev.stagedoor.server.tracing.SpanFacts.telling;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.database.TestData;
import dev.stagedoor.server.tracing.OtlpReceiver;
import dev.stagedoor.server.tracing.SpanFacts;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What people ask of a whole server, followed to the ledger, as somebody sees it who is sent the spans. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracingTest {
    private static final String SECRET = "Bearer collector-token-0815";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int PICTURES = 25;
    private static final int LIMIT_SECONDS = 30;

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
                        // Seconds cost what minutes cost: a call books something soon.
                        "billing.rate-unit-ms", "1000",
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
        assertThat(SpanFacts.of(handshake)).containsEntry("http.response.status_code", "101");
        assertThat(List.of(tip, post, transaction))
                .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(handshake.getTraceId()))
                .allSatisfy(span -> assertThat(SpanFacts.of(span))
                        .containsEntry("user.id", asha.id())
                        .containsEntry(
                                "stagedoor.request.id",
                                String.valueOf(SpanFacts.of(handshake).get("stagedoor.request.id"))));
        assertThat(SpanFacts.of(post))
                .containsEntry("stagedoor.transfer.code", "TIP")
                .containsEntry("stagedoor.outcome", "Posted")
                .containsKey("stagedoor.transfer.id");
        assertThat(SpanFacts.of(transaction)).containsEntry("stagedoor.requests", "1");
    }

    @Test
    void aCallIsOneTraceFromItsRequestToItsSettlement() throws InterruptedException {
        try (CallerSocket viewer = new CallerSocket(address, asha);
                CallerSocket performer = new CallerSocket(address, maya)) {
            String call = CallSteps.accepted(asha, viewer, maya, performer);
            viewer.ask("'type':'call.cancel','callId':'" + call + "'");

            Span hold = receiver.await(named("metering.hold").and(ofCall(call)));
            Span settlement = receiver.await(named("metering.settle").and(ofCall(call)));
            Span room = receiver.await(named("media.open").and(ofCall(call)));
            Span request = receiver.await(parentOf(hold));
            Span accept = receiver.await(parentOf(room));
            assertThat(List.of(request, accept))
                    .extracting(Span::getName)
                    .containsExactly("call.request", "call.accept");
            receiver.await(child(hold, "ledger.transaction"));
            receiver.await(child(settlement, "ledger.transaction"));
            assertThat(settlement.getTraceId()).isEqualTo(request.getTraceId());
            assertThat(accept.getTraceId()).as("another person's").isNotEqualTo(request.getTraceId());
        }
    }

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = "amd64",
            disabledReason = "the native library is for Linux on x86-64")
    void aCallWithMediaIsOneTraceFromTheHandshakeToTheLedger() throws IOException, InterruptedException {
        String call;
        try (CallerSocket viewer = new CallerSocket(address, asha);
                CallerSocket performer = new CallerSocket(address, maya)) {
            call = CallSteps.accepted(asha, viewer, maya, performer);
            try (LibWebrtcPeer one = CallSteps.talk(viewer, call, PICTURES);
                    LibWebrtcPeer other = CallSteps.talk(performer, call, PICTURES)) {
                assertThat(one.hasPlayed(LIMIT_SECONDS)).isTrue();
                assertThat(other.hasPlayed(LIMIT_SECONDS)).isTrue();
                receiver.await(booked(call));
                viewer.ask("'type':'call.end','callId':'" + call + "'");
            }
        }
        Span settlement = receiver.await(named("metering.settle").and(ofCall(call)));
        Span hold = receiver.await(named("metering.hold").and(ofCall(call)));
        Span step = receiver.await(booked(call));
        Span join = receiver.await(named("media.join").and(ofCall(call)).and(telling("user.id", asha.id())));
        Span request = receiver.await(parentOf(hold));
        Span offer = receiver.await(parentOf(join));
        Span handshake = receiver.await(parentOf(request));
        List<Span> transactions = new ArrayList<>();
        for (Span part : List.of(hold, step, settlement)) {
            transactions.add(receiver.await(child(part, "ledger.transaction")));
        }

        assertThat(List.of(handshake, request, offer))
                .extracting(Span::getName)
                .containsExactly("GET /ws", "call.request", "media.offer");
        assertThat(offer.getParentSpanId()).isEqualTo(handshake.getSpanId());
        assertThat(List.of(request, offer, join, hold, step, settlement))
                .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(handshake.getTraceId()));
        assertThat(transactions)
                .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(handshake.getTraceId()));
        Span others = receiver.await(named("media.join").and(ofCall(call)).and(telling("user.id", maya.id())));
        assertThat(others.getTraceId()).as("another person's").isNotEqualTo(handshake.getTraceId());
        for (String code : List.of("HOLD", "CAPTURE", "RELEASE")) {
            assertThat(transfersOf(call, code)).as(code).isPositive();
        }
    }

    /** How many of this kind the ledger has of a call. */
    private int transfersOf(String call, String code) {
        return new Caller(address, people.admin())
                .get("/api/v1/admin/ledger/transfers?callId=" + call + "&code=" + code)
                .body()
                .path("items")
                .size();
    }

    private static Predicate<Span> ofCall(String call) {
        return telling("stagedoor.call.id", call);
    }

    private static Predicate<Span> booked(String call) {
        return named("metering.step")
                .and(ofCall(call))
                .and(telling("stagedoor.postings", "0").negate());
    }

    private static Predicate<Span> parentOf(Span span) {
        return parent -> parent.getSpanId().equals(span.getParentSpanId());
    }

    @Test
    void aProxysTraceGoesOn() throws IOException, InterruptedException {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        get("/api/v1/wallet", "00-" + trace + "-00f067aa0ba902b7-01");
        Span request = receiver.await(span -> hex(span.getTraceId()).equals(trace));
        assertThat(request.getName()).isIn("GET /api/v1/wallet", "ledger.transaction");
        Span served = receiver.await(span -> hex(span.getParentSpanId()).equals("00f067aa0ba902b7"));
        assertThat(served.getName()).isEqualTo("GET /api/v1/wallet");
        assertThat(SpanFacts.of(served)).containsEntry("http.route", "/api/v1/wallet");

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
}
