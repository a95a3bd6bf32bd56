package dev.stagedoor.benchmarks.load.messages;

import dev.stagedoor.benchmarks.client.media.DelayHistogram;

/** Quantiles of a delay in ms. */
public record DelayMs(long samples, double p50, double p95, double p99, double p999, double max) {
    /** Reads them off a histogram. */
    public static DelayMs of(DelayHistogram histogram) {
        return new DelayMs(
                histogram.count(),
                histogram.quantileMs(0.5),
                histogram.quantileMs(0.95),
                histogram.quantileMs(0.99),
                histogram.quantileMs(0.999),
                histogram.maxMs());
    }
}
