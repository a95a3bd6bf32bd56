package dev.stagedoor.billing.risk;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Flags that were raised by this process, for whoever watches over it. */
public final class RiskCounts {
    private final Map<RiskKind, LongAdder> raised = new EnumMap<>(RiskKind.class);

    /** None yet. */
    public RiskCounts() {
        for (RiskKind kind : RiskKind.values()) {
            raised.put(kind, new LongAdder());
        }
    }

    /** One more. */
    public void raised(RiskKind kind) {
        Objects.requireNonNull(raised.get(kind)).increment();
    }

    /** Of each kind, also of those without any. */
    public Map<RiskKind, Long> raised() {
        Map<RiskKind, Long> counts = new EnumMap<>(RiskKind.class);
        raised.forEach((kind, count) -> counts.put(kind, count.sum()));
        return counts;
    }
}
