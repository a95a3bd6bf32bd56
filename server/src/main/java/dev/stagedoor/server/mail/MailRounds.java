package dev.stagedoor.server.mail;

import dev.stagedoor.billing.Billing;
import dev.stagedoor.signaling.mail.MailOutbox;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps time for mail: writes what there is to be written, sends what is due, and does so again some seconds later. */
public final class MailRounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailRounds.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** Nothing is lost by an attempt that is broken off; it may only come twice. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Waiting for a mail server on a virtual thread ends when it is interrupted. */
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("mail").factory());

    private MailRounds() {}

    /**
     * Begins.
     *
     * @param site where people reach the server
     */
    public static MailRounds start(Billing billing, MailOutbox outbox, URI site) {
        ExpiryWarnings warnings = new ExpiryWarnings(billing.coinLife(), outbox, site, InstantSource.system());
        NoticeLetters notices = new NoticeLetters(billing, outbox, site);
        MailRounds rounds = new MailRounds();
        var _ = rounds.thread.scheduleWithFixedDelay(
                () -> List.<Runnable>of(warnings::run, notices::run, outbox::send)
                        .forEach(MailRounds::unbroken),
                0,
                EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
        return rounds;
    }

    /** What a scheduled task throws would be its last word. */
    private static void unbroken(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            LOG.warn("Mail waits: {}", e.toString());
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
    }
}
