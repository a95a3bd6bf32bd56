package dev.stagedoor.server.alerts;

import dev.stagedoor.billing.audit.AlertStore;
import dev.stagedoor.server.rounds.Rounds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps time for alerts: tells what is due, and does so again some seconds later. */
public final class AlertRounds implements AutoCloseable {
    /** Nothing is lost by an attempt that is broken off; it may only come twice. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final @Nullable AlertWebhook webhook;
    private final Rounds rounds;

    private AlertRounds(AlertStore store, @Nullable AlertWebhook webhook) {
        this.webhook = webhook;
        AlertTeller teller = new AlertTeller(store, webhook, InstantSource.system());
        rounds = Rounds.start("alerts", PATIENCE, List.of(teller::run));
    }

    /** Begins; {@code config} is null where nobody is told. */
    public static AlertRounds start(AlertStore store, @Nullable AlertConfig config) {
        return new AlertRounds(store, config == null ? null : new AlertWebhook(config, InstantSource.system()));
    }

    @Override
    public void close() {
        rounds.close();
        if (webhook != null) {
            webhook.close();
        }
    }
}
