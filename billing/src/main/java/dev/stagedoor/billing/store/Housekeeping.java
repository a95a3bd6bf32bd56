package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.OUTBOX;

import dev.stagedoor.billing.ledger.WalletListener;
import dev.stagedoor.billing.store.jooq.Routines;
import dev.stagedoor.billing.store.jooq.tables.records.OutboxRecord;
import java.util.List;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the database needs from time to time: balances folded, news delivered that their writer could not deliver. */
public final class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final int NEWS_AT_ONCE = 1_000;

    private final Database database;
    private final UUID nodeId;
    private final WalletListener listener;

    public Housekeeping(Database database, UUID nodeId, WalletListener listener) {
        this.database = database;
        this.nodeId = nodeId;
        this.listener = listener;
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

    /** Both, once. */
    public void run() {
        database.transact(transaction -> Routines.foldBalances(transaction.sql().configuration()));
        int delivered;
        do {
            delivered = deliverNews();
        } while (delivered == NEWS_AT_ONCE);
    }

    /**
     * Takes the oldest news out of the outbox. This node told its own people right after each commit, so only what others
     * wrote is passed on: they may have died between commit and telling.
     *
     * @return how many there were
     */
    private int deliverNews() {
        List<OutboxRecord> news = database.transact(transaction -> transaction
                .sql()
                .deleteFrom(OUTBOX)
                .where(OUTBOX.ID.in(DSL.select(OUTBOX.ID)
                        .from(OUTBOX)
                        .orderBy(OUTBOX.ID)
                        .limit(NEWS_AT_ONCE)
                        .forUpdate()
                        .skipLocked()))
                .returning(OUTBOX.TOPIC, OUTBOX.SUBJECT_REF, OUTBOX.NODE_ID)
                .fetch());
        news.stream()
                .filter(row -> !nodeId.equals(row.getNodeId()))
                .map(OutboxRecord::getSubjectRef)
                .distinct()
                .forEach(listener::walletChanged);
        news.stream()
                .filter(row -> row.getTopic().equals(PostgresLots.EXPIRING))
                .map(OutboxRecord::getSubjectRef)
                .distinct()
                .forEach(listener::coinsExpiring);
        return news.size();
    }
}
