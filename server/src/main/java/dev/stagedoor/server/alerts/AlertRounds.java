package dev.stagedoor.server.alerts;

import dev.stagedoor.billing.audit.AlertStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps time for alerts: tells what is due, and does so again some seconds later. */
public final class AlertRounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertRounds.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** Nothing is lost by an attempt that is broken off; it may only come twice. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final AlertTeller teller;
    private final @Nullable AlertWebhook webhook;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("alerts").factory());

    private AlertRounds(AlertStore store, @Nullable AlertWebhook webhook) {
        this.webhook = webhook;
        this.teller = new AlertTeller(store, webhook, InstantSource.system());
    }

    /** Begins; {@code config} is null where nobody is told. */
    public static AlertRounds start(AlertStore store, @Nullable AlertConfig config) {
        AlertRounds rounds =
                new AlertRounds(store, config == null ? null : new AlertWebhook(config, InstantSource.system()));
        var _ = rounds.thread.scheduleWithFixedDelay(rounds::unbroken, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return rounds;
    }

    /** What a scheduled task throws would be its last word. */
    private void unbroken() {
        try {
            teller.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("Alerts wait: {}", e.toString());
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
                var _ = thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        if (webhook != null) {
            webhook.close();
        }
    }
}
