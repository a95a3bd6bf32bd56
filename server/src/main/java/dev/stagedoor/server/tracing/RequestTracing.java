package dev.stagedoor.server.tracing;

import dev.stagedoor.signaling.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What people ask for by HTTP and WebSocket, in spans. */
final class RequestTracing implements Tracing {
    /** What a client may call a method is without end; a backend's list of names must not be (semantic conventions of HTTP). */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private final Spans spans;

    RequestTracing(Spans spans) {
        this.spans = spans;
    }

    @Override
    public Request begin(String method, @Nullable String traceparent, String requestId) {
        String known = METHODS.contains(method) ? method : "_OTHER";
        Span span = spans.begin(known, parent(traceparent));
        if (!span.getSpanContext().isSampled()) {
            return Request.NONE;
        }
        spans.tell(span, "http.request.method", known);
        spans.tell(span, "stagedoor.request.id", requestId);
        return new Followed(spans, span, known);
    }

    /** One of no valid form is as good as none. */
    private static Context parent(@Nullable String traceparent) {
        return traceparent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, new OnlyParent());
    }

    @Override
    public void step(String name, Runnable work) {
        spans.<@Nullable Object>step(name, _ -> {
            work.run();
            return null;
        });
    }

    @Override
    public <T> T step(String name, Supplier<T> work) {
        return spans.step(name, _ -> work.get());
    }

    private record Followed(Spans spans, Span span, String method) implements Request {
        @Override
        public Map<String, String> ids() {
            SpanContext context = span.getSpanContext();
            return Map.of(Spans.TRACE, context.getTraceId(), Spans.SPAN, context.getSpanId());
        }

        @Override
        public void end(@Nullable String route, int status) {
            if (!span.isRecording()) {
                return;
            }
            if (route != null) {
                span.updateName(method + " " + route);
                spans.tell(span, "http.route", route);
            }
            span.setAttribute("http.response.status_code", status);
            if (status >= 500) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    /** The one header that is read: of a trace's state nothing is passed on. */
    private record OnlyParent() implements TextMapGetter<String> {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String key) {
            return key.equals("traceparent") ? traceparent : null;
        }
    }
}
