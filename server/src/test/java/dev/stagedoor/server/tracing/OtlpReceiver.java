package dev.stagedoor.server.tracing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Takes spans by OTLP over HTTP, as a collector does, and keeps them. */
public final class OtlpReceiver implements AutoCloseable {
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(20);

    private final HttpServer server;
    private final List<ResourceSpans> received = new ArrayList<>();
    private final List<String> authorizations = new ArrayList<>();

    /** One on a free port. */
    public OtlpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    /** Its address without a path. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = new GZIPInputStream(exchange.getRequestBody())) {
            add(
                    ExportTraceServiceRequest.parseFrom(body),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private synchronized void add(ExportTraceServiceRequest request, String authorization) {
        received.addAll(request.getResourceSpansList());
        authorizations.add(authorization);
        notifyAll();
    }

    /** Everything that came, as it came. */
    public synchronized List<ResourceSpans> received() {
        return List.copyOf(received);
    }

    /** What came along. */
    public synchronized List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    /** All spans so far. */
    public synchronized List<Span> spans() {
        return received.stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    /** Waits until a span like this has come; spans come in the order in which they end. */
    public synchronized Span await(Predicate<Span> wanted) throws InterruptedException {
        long deadlineNs = System.nanoTime() + LIMIT_NS;
        while (true) {
            for (Span span : spans()) {
                if (wanted.test(span)) {
                    return span;
                }
            }
            long leftNs = deadlineNs - System.nanoTime();
            if (leftNs <= 0) {
                throw new AssertionError("no such span among "
                        + spans().stream().map(Span::getName).toList());
            }
            TimeUnit.NANOSECONDS.timedWait(this, leftNs);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
