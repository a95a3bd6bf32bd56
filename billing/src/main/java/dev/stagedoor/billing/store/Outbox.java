package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.OUTBOX;

import dev.stagedoor.billing.ledger.WalletListener;
import dev.stagedoor.billing.store.jooq.tables.records.OutboxRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * News that its writer may not have told: read, told, and only then forgotten. Whoever dies in between leaves it to the next
 * one, so it may be told twice and is never lost. One thread at a time.
 *
 * <p>What this node wrote it tells its own people itself, right after each commit ({@link Database}); here such rows are only
 * forgotten, and not before that was done.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int NEWS_AT_ONCE = 1_000;

    private final Database database;
    private final UUID nodeId;
    private final WalletListener listener;
    private final List<Own> own = new ArrayList<>();

    /**
     * Rows of this node.
     *
     * @param upTo the last number of {@link Untold} when they had been read
     */
    private record Own(long upTo, List<Long> ids) {}

    Outbox(Database database, UUID nodeId, WalletListener listener) {
        this.database = database;
        this.nodeId = nodeId;
        this.listener = listener;
    }

    /** Goes through all that is there, oldest first. What cannot be told now is in nobody's way, and comes again. */
    void run() {
        forgetOwn();
        // Whatever is left is still in the table, and read again.
        own.clear();
        long last = Long.MIN_VALUE;
        List<OutboxRecord> page;
        do {
            page = after(last);
            long upTo = database.untold().latest();
            if (!page.isEmpty()) {
                deliver(page, upTo);
                last = page.getLast().getId();
            }
        } while (page.size() == NEWS_AT_ONCE);
    }

    private List<OutboxRecord> after(long id) {
        return database.transact(transaction -> transaction
                .sql()
                .selectFrom(OUTBOX)
                .where(OUTBOX.ID.gt(id))
                .orderBy(OUTBOX.ID)
                .limit(NEWS_AT_ONCE)
                .fetch());
    }

    private void deliver(List<OutboxRecord> page, long upTo) {
        List<OutboxRecord> others = new ArrayList<>();
        List<Long> ours = new ArrayList<>();
        for (OutboxRecord row : page) {
            if (nodeId.equals(row.getNodeId())) {
                ours.add(row.getId());
            } else {
                others.add(row);
            }
        }
        Set<UUID> failed = tell(subjects(others, false), listener::walletChanged);
        failed.addAll(tell(subjects(others, true), listener::coinsExpiring));
        forget(others.stream()
                .filter(row -> !failed.contains(row.getSubjectRef()))
                .map(OutboxRecord::getId)
                .toList());
        own.add(new Own(upTo, ours));
        forgetOwn();
    }

    private static Set<UUID> subjects(List<OutboxRecord> news, boolean expiringOnly) {
        Set<UUID> subjects = new LinkedHashSet<>();
        for (OutboxRecord row : news) {
            if (!expiringOnly || row.getTopic().equals(PostgresLots.EXPIRING)) {
                subjects.add(row.getSubjectRef());
            }
        }
        return subjects;
    }

    /** Tells of each; returns of whom it failed. */
    private static Set<UUID> tell(Set<UUID> subjects, Consumer<UUID> telling) {
        Set<UUID> failed = new HashSet<>();
        for (UUID subject : subjects) {
            try {
                telling.accept(subject);
            } catch (RuntimeException e) {
                LOG.error("News of {} could not be told and is kept", subject, e);
                failed.add(subject);
            }
        }
        return failed;
    }

    private void forgetOwn() {
        List<Own> told = own.stream()
                .filter(batch -> database.untold().isToldUpTo(batch.upTo))
                .toList();
        own.removeAll(told);
        forget(told.stream().flatMap(batch -> batch.ids.stream()).toList());
    }

    private void forget(List<Long> ids) {
        if (!ids.isEmpty()) {
            database.transact(transaction -> transaction
                    .sql()
                    .deleteFrom(OUTBOX)
                    .where(OUTBOX.ID.eq(DSL.any(ids.toArray(Long[]::new))))
                    .execute());
        }
    }
}
