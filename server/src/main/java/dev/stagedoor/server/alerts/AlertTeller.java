package dev.stagedoor.server.alerts;

import dev.stagedoor.billing.audit.AlertStore;
import dev.stagedoor.billing.audit.AlertStore.Claim;
import dev.stagedoor.signaling.mail.Patience;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is due. An alert is noted as told after it was: whoever dies in between tells it twice under one id. One that is not taken is
 * tried again as mail is.
 */
final class AlertTeller {
    private static final Logger LOG = LoggerFactory.getLogger(AlertTeller.class);

    /** Longer than an attempt can take by its own limits. */
    private static final Duration CLAIM = Duration.ofMinutes(2);

    /** The same alert is told once for as long. */
    private static final Duration KEPT_FOR = Duration.ofDays(30);

    private static final int AT_ONCE = 50;

    private final AlertStore store;
    private final @Nullable AlertWebhook webhook;
    private final InstantSource clock;

    /** @param webhook null where nobody is told: then nobody is told later of what is long over */
    AlertTeller(AlertStore store, @Nullable AlertWebhook webhook, InstantSource clock) {
        this.store = store;
        this.webhook = webhook;
        this.clock = clock;
    }

    /** At most {@link #AT_ONCE}; what is not taken ends it, because the next one would not be either. */
    void run() throws InterruptedException {
        store.deleteSettled(clock.instant().minus(KEPT_FOR));
        if (webhook == null) {
            store.settleAll(clock.instant());
            return;
        }
        boolean taken = true;
        for (int told = 0; taken && told < AT_ONCE; told++) {
            Instant now = clock.instant();
            Claim claim = store.claim(now, now.plus(CLAIM));
            if (claim == null) {
                return;
            }
            Optional<String> fault = webhook.post(claim.alert());
            fault.ifPresentOrElse(why -> later(claim, why), () -> store.told(claim, clock.instant()));
            taken = fault.isEmpty();
        }
    }

    private void later(Claim claim, String why) {
        Instant now = clock.instant();
        Instant next = Patience.nextAfter(claim.attempt(), now);
        if (next == null) {
            LOG.error("Alert {} was given up after {} attempts: {}", claim.alert(), claim.attempt(), why);
            store.giveUp(claim, why, now);
        } else {
            LOG.warn(
                    "Alert {} could not be told (attempt {}), {}; tried again at {}",
                    claim.alert().id(),
                    claim.attempt(),
                    why,
                    next);
            store.tryAgain(claim, why, next);
        }
    }
}
