package dev.stagedoor.server.tracing;

import dev.stagedoor.billing.store.Tracing;
import io.opentelemetry.api.trace.Span;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Postings, steps of metering and transactions, in spans. */
final class LedgerTracing implements Tracing {
    private static final String PREFIX = "stagedoor.";

    private final Spans spans;

    LedgerTracing(Spans spans) {
        this.spans = spans;
    }

    @Override
    public <T extends @Nullable Object> T step(String name, Function<Step, T> work) {
        return spans.step(name, span -> work.apply(new Told(spans, List.of(span))));
    }

    @Override
    public Origin here() {
        return new Place(Spans.here());
    }

    @Override
    public <T extends @Nullable Object> T stepOf(List<Origin> origins, String name, Function<Step, T> work) {
        List<Span> all = origins.stream()
                .map(origin -> origin instanceof Place(var ids) ? spans.under(ids, name) : Span.getInvalid())
                .toList();
        try {
            return work.apply(new Told(spans, all));
        } catch (RuntimeException e) {
            all.forEach(span -> Spans.failed(span, e));
            throw e;
        } finally {
            all.forEach(Span::end);
        }
    }

    private record Place(Map<String, String> ids) implements Origin {}

    private record Told(Spans to, List<Span> spans) implements Step {
        @Override
        public void tell(String name, String value) {
            spans.forEach(span -> to.tell(span, PREFIX + name, value));
        }

        @Override
        public void tell(String name, long value) {
            spans.forEach(span -> span.setAttribute(PREFIX + name, value));
        }
    }
}
