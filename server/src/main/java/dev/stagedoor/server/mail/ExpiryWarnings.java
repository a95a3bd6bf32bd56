package dev.stagedoor.server.mail;

import dev.stagedoor.billing.wallet.CoinLife;
import dev.stagedoor.billing.wallet.ExpiryWarning;
import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.mail.MailOutbox;
import java.net.URI;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes warnings of expiries over from billing and writes mail of them. Billing repeats a warning until it is confirmed, and the
 * mail of a warning is written once: a crash between the two neither loses nor doubles it.
 */
final class ExpiryWarnings {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryWarnings.class);

    private final CoinLife coinLife;
    private final MailOutbox outbox;
    private final URI site;
    private final InstantSource clock;
    private final Lap<ExpiryWarning> lap;

    ExpiryWarnings(CoinLife coinLife, MailOutbox outbox, URI site, InstantSource clock) {
        this.coinLife = coinLife;
        this.outbox = outbox;
        this.site = site;
        this.clock = clock;
        lap = new Lap<>((last, limit) -> coinLife.unconfirmed(clock.instant(), last, limit), this::passOn);
    }

    /** All that there are; one that cannot be written keeps nobody else waiting, and comes again. */
    void run() {
        lap.run();
    }

    private boolean passOn(ExpiryWarning warning) {
        try {
            Account reader = warning.coins().isEmpty() ? null : outbox.recipient(warning.ownerId());
            if (reader != null) {
                outbox.write(new ExpiryLetter(site, coinLife.zone()).write(reader, warning));
            }
            coinLife.confirm(warning, clock.instant());
            return true;
        } catch (RuntimeException e) {
            LOG.warn("The warning of {} could not be written; it comes again", warning.ownerId(), e);
            return false;
        }
    }
}
