package dev.stagedoor.signaling.whip;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How often each refusal was given. */
final class RefusalCounters {
    private final Map<Refusal, LongAdder> counts = new ConcurrentHashMap<>();

    void count(Refusal refusal) {
        counts.computeIfAbsent(refusal, _ -> new LongAdder()).increment();
    }

    /** Those that were given at all. */
    Map<Refusal, Long> snapshot() {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
    }
}
