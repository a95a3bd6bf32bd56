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
    CompletableFuture<MediaStats> until(Supplier<CompletableFuture<MediaStats>> figures, Predicate<MediaStats> fit) {
        return figures.get().thenCompose(now -> {
            if (fit.test(now)) {
                return CompletableFuture.completedFuture(now);
            }
            var later = new CompletableFuture<Boolean>();
            loop.execute(() -> loop.schedule(loop.nowNs() + PERIOD_NS, () -> later.complete(true)));
            return later.thenCompose(_ -> until(figures, fit));
        });
    }
}
