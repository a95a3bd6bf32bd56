package dev.stagedoor.benchmarks.client;

import dev.stagedoor.benchmarks.client.media.MediaStats;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for figures of a client, looking again every few milliseconds on its own loop. */
record Waiting(ClientLoop loop) {
    private static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(10);

    /** Completes with the first figures that fit. */
    CompletableFuture<MediaStats> until(Supplier<MediaStats> figures, Predicate<MediaStats> fit) {
        var result = new CompletableFuture<MediaStats>();
        loop.execute(() -> look(figures, fit, result));
        return result;
    }

    private void look(Supplier<MediaStats> figures, Predicate<MediaStats> fit, CompletableFuture<MediaStats> result) {
        var now = figures.get();
        if (fit.test(now)) {
            result.complete(now);
        } else if (!result.isDone()) {
            loop.schedule(loop.nowNs() + PERIOD_NS, () -> look(figures, fit, result));
        }
    }
}
