package dev.stagedoor.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.stagedoor.billing.store.Tracing.Origin;
import dev.stagedoor.signaling.Tracing;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class TracesTest {
    private OtlpReceiver receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = new OtlpReceiver();
    }

    @AfterEach
    void close() {
        receiver.close();
        MDC.clear();
    }

    private Traces traces(double sample) {
        return Traces.start(new TracingConfig(receiver.address().resolve("/v1/traces"), Map.of(), sample));
    }

    private static void within(Tracing.Request request, Runnable work) {
        request.ids().forEach(MDC::put);
        try {
            work.run();
        } finally {
            MDC.clear();
        }
    }

    @Test
    void oneTransactionForSeveralPeopleIsAStepOfEach() {
        List<Tracing.Request> requests = new ArrayList<>();
        try (Traces traces = traces(1)) {
            List<Origin> origins = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Tracing.Request request = traces.requests().begin("POST", null, "request-" + i);
                requests.add(request);
                within(request, () -> origins.add(traces.ledger().here()));
                request.end("/api/v1/tips", 200);
            }
            origins.add(traces.ledger().here());
            int result = traces.ledger().stepOf(origins, "ledger.transaction", step -> {
                step.tell("postings", 4);
                return 42;
            });
            assertThat(result).isEqualTo(42);
        }
        assertThat(receiver.spans().stream().filter(span -> span.getName().equals("ledger.transaction")))
                .hasSize(3)
                .extracting(Span::getTraceId)
                .doesNotHaveDuplicates();
        assertThat(requests).extracting(Tracing.Request::ids).doesNotHaveDuplicates();
    }

    @Test
    void whatNobodyAskedForIsNotFollowed() {
        try (Traces traces = traces(1)) {
            assertThat(traces.requests().step("upkeep", () -> 1)).isEqualTo(1);
            assertThat(traces.ledger().<Integer>step("upkeep", _ -> 2)).isEqualTo(2);
        }
        assertThat(receiver.spans()).isEmpty();
    }

    @Test
    void aRequestThatIsNotSampledLeavesNothingAnywhere() {
        try (Traces traces = traces(0)) {
            Tracing.Request request = traces.requests().begin("GET", null, "request-1");
            assertThat(request.ids()).isEmpty();
            within(request, () -> traces.requests().step("tip.send", () -> {}));
            request.end("/ws", 101);
        }
        assertThat(receiver.spans()).isEmpty();
    }

    @Test
    void aFailureIsToldByItsKindWithoutItsWords() {
        try (Traces traces = traces(1)) {
            Tracing.Request request = traces.requests().begin("BREW coffee for asha@example.org", "nonsense", "r-1");
            within(
                    request,
                    () -> assertThatThrownBy(() -> traces.requests().step("tip.send", () -> {
                                throw new IllegalStateException("198.51.100.7 said no");
                            }))
                            .hasMessage("198.51.100.7 said no"));
            request.end(null, 500);
        }
        assertThat(receiver.spans())
                .hasSize(2)
                .allSatisfy(
                        span -> assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR));
        assertThat(receiver.received().toString())
                .contains("java.lang.IllegalStateException", "_OTHER")
                .doesNotContain("198.51.100.7", "coffee");
    }

    @Test
    void factsPassTheRedactionOfTheLog() {
        try (Traces traces = traces(1)) {
            Tracing.Request request = traces.requests().begin("GET", null, "request-1");
            within(
                    request,
                    () -> traces.ledger().<Integer>step("ledger.post", step -> {
                        step.tell("note", "asha@example.org from 198.51.100.7");
                        return 1;
                    }));
            request.end("/ws", 101);
        }
        assertThat(receiver.received().toString())
                .contains("(e-mail) from (address-")
                .doesNotContain("asha@example.org", "198.51.100.7");
    }

    @Test
    void anEndpointThatIsAwayCostsNobodyAnythingAndIsCounted() {
        int spans = 20_000;
        AtomicInteger served = new AtomicInteger();
        SpanCounts counts;
        try (Traces traces = Traces.start(new TracingConfig(URI.create("http://127.0.0.1:1/v1/traces"), Map.of(), 1))) {
            for (int i = 0; i < spans; i++) {
                Tracing.Request request = traces.requests().begin("GET", null, "request-1");
                within(request, served::incrementAndGet);
                request.end("/api/v1/wallet", 200);
            }
            counts = traces.counts();
        }
        assertThat(served).hasValue(spans);
        assertThat(counts.sent()).isZero();
        assertThat(counts.dropped() + counts.refused()).isGreaterThan(spans / 2);
        assertThat(counts.dropped()).isPositive();
    }

    @Test
    void theLibrarysComplaintsAreLinesOfOurLogWithoutTheirStack() {
        Logger ours = (Logger) LoggerFactory.getLogger(LibraryLog.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        ours.addAppender(lines);
        var library = java.util.logging.Logger.getLogger("io.opentelemetry.exporter.Anything");
        try (Traces traces = traces(1)) {
            library.log(Level.WARNING, "Failed to export spans.", new IOException("to 198.51.100.7"));
            library.log(Level.INFO, "By the way.");
            assertThat(traces.counts().sent()).isZero();
        } finally {
            ours.detachAppender(lines);
        }
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).isEqualTo("Failed to export spans. (java.io.IOException)");
            assertThat(line.getThrowableProxy()).isNull();
        });
    }

    @Test
    void countsWhatWasTaken() throws InterruptedException {
        try (Traces traces = traces(1)) {
            traces.requests().begin("GET", null, "request-1").end("/ws", 101);
            receiver.await(span -> span.getName().equals("GET /ws"));
            SpanCounts counts = traces.counts();
            assertThat(counts.refused() + counts.dropped()).isZero();
            assertThat(counts.sent()).isBetween(0L, 1L);
        }
    }
}
