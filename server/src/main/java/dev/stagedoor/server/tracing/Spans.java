package dev.stagedoor.server.tracing;

import dev.stagedoor.server.logging.Redaction;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * How spans hang together: by two ids in the diagnostic context, which are there only while a followed request is worked for. A
 * span carries the ids that a log line would, and whatever it says has passed the log's redaction.
 */
final class Spans {
    static final String TRACE = "traceId";
    static final String SPAN = "spanId";

    /** Diagnostic context → attribute. */
    private static final Map<String, String> IDS =
            Map.of("requestId", "stagedoor.request.id", "userId", "user.id", "callId", "stagedoor.call.id");

    private final Tracer tracer;
    private final Redaction redaction = new Redaction();

    Spans(Tracer tracer) {
        this.tracer = tracer;
    }

    /** The first span of ours for a request. Not sampled, it is never seen, nor is anything after it. */
    Span begin(String name, Context parent) {
        return tracer.spanBuilder(name)
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
    }

    /** A span under that of the ids; none if there is none. */
    Span under(Map<String, String> ids, String name) {
        String traceId = ids.get(TRACE);
        String spanId = ids.get(SPAN);
        if (traceId == null || spanId == null) {
            return Span.getInvalid();
        }
        SpanContext parent = SpanContext.create(traceId, spanId, TraceFlags.getSampled(), TraceState.getDefault());
        Span span = tracer.spanBuilder(name)
                .setParent(Context.root().with(Span.wrap(parent)))
                .startSpan();
        IDS.forEach((id, attribute) -> {
            String value = ids.get(id);
            if (value != null && !value.isEmpty()) {
                tell(span, attribute, value);
            }
        });
        return span;
    }

    /** Runs work as a step of what this thread does. */
    <T extends @Nullable Object> T step(String name, Function<Span, T> work) {
        String before = MDC.get(SPAN);
        if (before == null) {
            return work.apply(Span.getInvalid());
        }
        Span span = under(here(), name);
        MDC.put(SPAN, span.getSpanContext().getSpanId());
        try {
            return work.apply(span);
        } catch (RuntimeException e) {
            failed(span, e);
            throw e;
        } finally {
            MDC.put(SPAN, before);
            span.end();
        }
    }

    /** What this thread does. */
    static Map<String, String> here() {
        Map<String, String> ids = MDC.getCopyOfContextMap();
        return ids == null ? new HashMap<>() : ids;
    }

    /** Its message stays here: it may say anything. */
    static void failed(Span span, RuntimeException failure) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute("error.type", failure.getClass().getName());
    }

    void tell(Span span, String attribute, String value) {
        if (span.isRecording()) {
            span.setAttribute(attribute, redaction.of(value));
        }
    }
}
