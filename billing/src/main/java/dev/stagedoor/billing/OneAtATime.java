package dev.stagedoor.billing;

import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Upkeep that one thread does at a time; others that come meanwhile do nothing. What the database refuses is left for later. */
final class OneAtATime {
    private static final Logger LOG = LoggerFactory.getLogger(OneAtATime.class);

    private final ReentrantLock lock = new ReentrantLock();

    void run(Runnable work) {
        if (!lock.tryLock()) {
            return;
        }
        try {
            work.run();
        } catch (LedgerUnavailableException e) {
            LOG.warn("Maintenance waits for the database: {}", e.getMessage());
        } finally {
            lock.unlock();
        }
    }
}
