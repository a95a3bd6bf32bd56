package dev.stagedoor.server.mail;

import dev.stagedoor.billing.Billing;
import dev.stagedoor.server.rounds.Rounds;
import dev.stagedoor.signaling.mail.MailOutbox;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Keeps time for mail: writes what there is to be written, sends what is due, and does so again some seconds later. */
public final class MailRounds {
    /** Nothing is lost by an attempt that is broken off; it may only come twice. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private MailRounds() {}

    /**
     * Begins.
     *
     * @param site where people reach the server
     */
    public static Rounds start(Billing billing, MailOutbox outbox, URI site) {
        ExpiryWarnings warnings = new ExpiryWarnings(billing.coinLife(), outbox, site, InstantSource.system());
        NoticeLetters notices = new NoticeLetters(billing, outbox, site);
        return Rounds.start("mail", PATIENCE, List.of(warnings::run, notices::run, outbox::send));
    }
}
