package dev.stagedoor.server.tracing;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is asked of spans. */
public final class SpanFacts {
    private SpanFacts() {}

    /** Whether it has this name. */
    public static Predicate<Span> named(String name) {
        return span -> span.getName().equals(name);
    }

    /** Whether it is a step of that one. */
    public static Predicate<Span> child(Span parent, String name) {
        return named(name).and(span -> span.getParentSpanId().equals(parent.getSpanId()));
    }

    /** Whether it tells this. */
    public static Predicate<Span> telling(String fact, String value) {
        return span -> value.equals(of(span).get(fact));
    }

    /** Everything that it tells. */
    public static Map<String, String> of(Span span) {
        return span.getAttributesList().stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey,
                        fact -> fact.getValue().hasStringValue()
                                ? fact.getValue().getStringValue()
                                : String.valueOf(fact.getValue().getIntValue())));
    }

    /** As it is written in headers. */
    public static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
