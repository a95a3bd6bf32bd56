package dev.stagedoor.billing.store;

import dev.stagedoor.billing.ledger.OneByOne;
import dev.stagedoor.billing.ledger.WalletListener;
import dev.stagedoor.billing.store.jooq.Routines;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the database needs from time to time: balances and what is owed folded, news delivered that their writer could not deliver. */
public final class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final Database database;
    private final Outbox outbox;

    public Housekeeping(Database database, UUID nodeId, WalletListener listener) {
        this.database = database;
        this.outbox = new Outbox(database, nodeId, listener);
    }

    /** Says under which role postings are made. */
    public void logRole() {
        String role = database.transact(transaction -> transaction
                .sql()
                .select(DSL.field("current_user::text", String.class))
                .fetchSingle()
                .value1());
        LOG.info("Billing works as database role {}", role);
    }

    /** All of it, once. */
    public void run() {
        OneByOne parts = new OneByOne(LOG, "upkeep:");
        parts.did(
                "balances",
                () -> database.transact(
                        transaction -> Routines.foldBalances(transaction.sql().configuration())));
        parts.did("news", outbox::run);
        // Last: pages are exact without it, and nobody's news may wait for it.
        parts.did(
                "what is owed",
                () -> database.transact(
                        transaction -> Routines.foldOwed(transaction.sql().configuration())));
    }
}
