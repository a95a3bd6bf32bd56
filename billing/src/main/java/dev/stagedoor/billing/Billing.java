package dev.stagedoor.billing;

import dev.stagedoor.billing.ledger.LedgerBrowser;
import dev.stagedoor.billing.metering.Metering;
import dev.stagedoor.billing.metering.SessionBrowser;
import dev.stagedoor.billing.payments.Payments;
import dev.stagedoor.billing.wallet.Tips;
import dev.stagedoor.billing.wallet.Wallets;
import java.time.InstantSource;
import javax.sql.DataSource;

/**
 * Billing, opened on a database. Has no thread of its own: {@link #runMaintenance()} is called by whoever keeps time.
 * Methods of everything it hands out block on the database and are safe from any virtual thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Billing implements AutoCloseable {
    /**
     * Run on every new connection of the pool given to {@link #open}: it takes the role that may read the journal and post
     * through the posting function, and nothing else. Where the owner could not create that role, it does nothing.
     */
    public static final String CONNECTION_INIT_SQL = "select billing.assume_application_role()";

    private Billing() {}

    /** Brings the schema {@code billing} up to date; {@code owner} may create schemas in the database. */
    public static void migrate(DataSource owner) {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens billing on a migrated database and takes over what a dead predecessor left behind.
     *
     * @param pool of connections prepared by {@link #CONNECTION_INIT_SQL}
     * @param clock for calendar decisions only: peak windows and the life of quotes
     */
    public static Billing open(DataSource pool, BillingConfig config, InstantSource clock, BillingListener listener) {
        throw new UnsupportedOperationException();
    }

    /** Quotes, holds, usage, receipts. */
    public Metering metering() {
        throw new UnsupportedOperationException();
    }

    /** Tips. */
    public Tips tips() {
        throw new UnsupportedOperationException();
    }

    /** Balances, histories, earnings. */
    public Wallets wallets() {
        throw new UnsupportedOperationException();
    }

    /** Orders, webhooks, the sandbox. */
    public Payments payments() {
        throw new UnsupportedOperationException();
    }

    /** The journal, read only. */
    public LedgerBrowser ledger() {
        throw new UnsupportedOperationException();
    }

    /** Metered sessions, read only. */
    public SessionBrowser sessions() {
        throw new UnsupportedOperationException();
    }

    /**
     * Heartbeats, lease renewal, recovery of dead nodes' sessions, folding of balances, delivery of news. To be called about
     * once a second, never twice at the same time; does only what is due.
     */
    public void runMaintenance() {
        throw new UnsupportedOperationException();
    }

    /** Makes pending heartbeats durable and gives the lease back. The pool stays open. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
