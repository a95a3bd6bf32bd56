package dev.stagedoor.server.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one collector has read: values of metrics, by the values of their labels. */
final class Readings {
    private final Map<Metric, Map<Labels, Double>> values = new EnumMap<>(Metric.class);

    /** @param labels one value for each of the metric's labels */
    void put(Metric metric, long value, String... labels) {
        // Prometheus knows doubles only; beyond 2^53 a count is off by less than anybody can see in a rate.
        put(metric, (double) value, labels);
    }

    /** A time, which Prometheus wants in seconds. */
    void putMilliseconds(Metric metric, long milliseconds, String... labels) {
        put(metric, milliseconds / 1_000.0, labels);
    }

    private void put(Metric metric, double value, String... labels) {
        values.computeIfAbsent(metric, _ -> new LinkedHashMap<>())
                .put(Labels.of(metric.labels(), List.of(labels)), value);
    }

    MetricSnapshots snapshots() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        values.forEach((metric, points) -> all.metricSnapshot(snapshot(metric, points)));
        return all.build();
    }

    private static MetricSnapshot snapshot(Metric metric, Map<Labels, Double> points) {
        return switch (metric.type()) {
            case COUNTER -> {
                CounterSnapshot.Builder counter =
                        CounterSnapshot.builder().name(metric.wireName()).help(metric.help());
                points.forEach((labels, value) -> counter.dataPoint(CounterDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build()));
                yield counter.build();
            }
            case GAUGE -> {
                GaugeSnapshot.Builder gauge =
                        GaugeSnapshot.builder().name(metric.wireName()).help(metric.help());
                points.forEach((labels, value) -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build()));
                yield gauge.build();
            }
            default -> throw new IllegalStateException(metric + " is of a type that nothing here makes");
        };
    }
}
