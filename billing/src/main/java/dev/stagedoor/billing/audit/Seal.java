package dev.stagedoor.billing.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chains transfers by hashes, and keeps the end of the chain as the root of each day. A root that was also kept elsewhere
 * proves that nothing before it has been changed since.
 */
public final class Seal {
    private static final Logger LOG = LoggerFactory.getLogger(Seal.class);

    /** Transfers in one transaction: seconds of work at most, so that a stop need not wait for long. */
    private static final int BATCH = 2_000;

    private final SealStore store;

    public Seal(SealStore store) {
        this.store = store;
    }

    /** Seals everything that may be sealed by now. Returns the number of transfers. */
    public long seal() {
        long sealed = 0;
        int batch;
        do {
            batch = store.seal(BATCH);
            sealed += batch;
        } while (batch == BATCH);
        return sealed;
    }

    /** The end of the chain, null while nothing is sealed. */
    public @Nullable SealRoot root() {
        return store.end();
    }

    /** Whether the chain went through this root: nothing before it has been changed, if the chain is whole. */
    public boolean contains(SealRoot root) {
        return root.hash().equals(store.hashAt(root.seq()));
    }

    /** Seals, and keeps and logs the root of the day that has ended, in UTC. */
    String run(Instant now) {
        long sealed = seal();
        LocalDate ended = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);
        SealRoot kept = store.keepRoot(ended);
        if (kept != null) {
            LOG.info("Seal root of {}: {}", ended, kept);
        }
        return sealed + " transfers sealed" + (kept == null ? "" : ", root " + kept);
    }
}
