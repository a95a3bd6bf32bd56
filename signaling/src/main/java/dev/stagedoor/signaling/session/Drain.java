package dev.stagedoor.signaling.session;

import dev.stagedoor.signaling.calls.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out of service: from the moment it begins nothing new is let in, everybody is told, and it is over when the last
 * call has ended and its people have had time to see their receipts, or when the time is up. What happens then is for
 * whoever waits for {@link #over()}.
 */
public final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    /** For a page to fetch a receipt and what it needs to show it, on a phone's network. */
    private static final Duration PARTING = Duration.ofSeconds(5);

    private final Realtime realtime;
    private final Timers timers;
    private final Duration within;
    private final Runnable refuseLive;
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    private @Nullable Instant until;

    /**
     * How it stands.
     *
     * @param calls that still run
     * @param until when the server stops at the latest, null while it serves
     */
    public record Status(int calls, @Nullable Instant until) {}

    /**
     * @param within the most it waits; zero for not at all
     * @param refuseLive run at the beginning: no more publishers and viewers outside of calls
     */
    public Drain(Realtime realtime, Timers timers, Duration within, Runnable refuseLive) {
        this.realtime = realtime;
        this.timers = timers;
        this.within = within;
        this.refuseLive = refuseLive;
    }

    /** Begins, unless it has begun. */
    public Status begin() {
        if (first()) {
            int calls = realtime.calls().running();
            Duration parting = calls > 0 ? PARTING : Duration.ZERO;
            LOG.info("Draining: {} calls run, {} s at most", calls, within.toSeconds());
            refuseLive.run();
            var _ = timers.after(within, () -> over.complete(null));
            var _ = realtime.drain(within).thenRun(() -> part(parting));
        }
        return status();
    }

    private void part(Duration parting) {
        if (parting.isZero()) {
            over.complete(null);
        } else {
            var _ = timers.after(parting, () -> over.complete(null));
        }
    }

    private synchronized boolean first() {
        if (until != null) {
            return false;
        }
        until = timers.now().plus(within);
        return true;
    }

    /** How it stands. */
    public synchronized Status status() {
        return new Status(realtime.calls().running(), until);
    }

    /** Whether new sessions are let in. */
    public synchronized boolean isServing() {
        return until == null;
    }

    /** Completes when it has begun and nothing is left to wait for. */
    public CompletableFuture<@Nullable Void> over() {
        return over.copy();
    }
}
