package dev.stagedoor.signaling.people;

import dev.stagedoor.signaling.ReferralDesk;
import dev.stagedoor.signaling.ReferralDesk.Newcomer;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells billing who came by whose link. What was noted with the account is told until it was heard, and billing counts it once: a
 * crash between the two loses nobody.
 */
public final class Newcomers {
    private static final Logger LOG = LoggerFactory.getLogger(Newcomers.class);
    private static final int AT_ONCE = 1_000;

    private final NewcomerStore store;
    private final ReferralDesk desk;
    private final Executor virtualThreads;
    private final InstantSource clock;

    public Newcomers(NewcomerStore store, ReferralDesk desk, Executor virtualThreads, InstantSource clock) {
        this.store = store;
        this.desk = desk;
        this.virtualThreads = virtualThreads;
        this.clock = clock;
    }

    /** Tells of all that were not told of, soon; whoever has just signed up does not wait for it. */
    public void tellSoon() {
        virtualThreads.execute(this::tell);
    }

    private void tell() {
        try {
            store.untold(AT_ONCE).forEach(this::tell);
        } catch (RuntimeException e) {
            LOG.warn("Who came by a link could not be read; it is tried again", e);
        }
    }

    /** One of whom billing cannot hear keeps nobody else waiting. */
    private void tell(Newcomer newcomer) {
        try {
            desk.joined(newcomer);
            store.told(newcomer.accountId(), clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("Billing has not heard that {} came by a link; it is told again", newcomer.accountId(), e);
        }
    }
}
