package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.BANK_FILE_LINE;
import static dev.stagedoor.billing.store.jooq.Tables.PAYOUT;
import static dev.stagedoor.billing.store.jooq.Tables.PAYOUT_DESTINATION;

import dev.stagedoor.billing.payouts.BankFile.Line;
import dev.stagedoor.billing.payouts.BankFile.Lines;
import dev.stagedoor.billing.payouts.BankFile.State;
import dev.stagedoor.billing.payouts.BankFile.Transfer;
import dev.stagedoor.billing.payouts.SecretBox;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The list of payouts that a person makes at the bank, in PostgreSQL. */
public final class PostgresBankFile implements Lines {
    private final Database database;
    private final DestinationRows destinations;

    /** @param box what seals the numbers of bank accounts */
    public PostgresBankFile(Database database, SecretBox box) {
        this.database = database;
        this.destinations = new DestinationRows(box);
    }

    @Override
    public void queue(String key) {
        database.transact(transaction -> transaction
                .sql()
                .insertInto(BANK_FILE_LINE)
                .set(BANK_FILE_LINE.KEY, key)
                .set(BANK_FILE_LINE.PAYOUT_ID, UUID.fromString(key))
                .set(BANK_FILE_LINE.STATE, State.QUEUED.name())
                .onConflictDoNothing()
                .execute());
    }

    @Override
    public @Nullable Line find(String key) {
        return database.transact(transaction -> transaction
                .sql()
                .selectFrom(BANK_FILE_LINE)
                .where(BANK_FILE_LINE.KEY.eq(key))
                .fetchOne(row -> new Line(State.valueOf(row.getState()), row.getBatchId(), row.getReason())));
    }

    @Override
    public int queued() {
        return database.transact(transaction ->
                transaction.sql().fetchCount(BANK_FILE_LINE, BANK_FILE_LINE.STATE.eq(State.QUEUED.name())));
    }

    @Override
    public int export(UUID batchId, Instant now) {
        return database.transact(transaction -> transaction
                .sql()
                .update(BANK_FILE_LINE)
                .set(BANK_FILE_LINE.STATE, State.EXPORTED.name())
                .set(BANK_FILE_LINE.BATCH_ID, batchId)
                .set(BANK_FILE_LINE.EXPORTED_AT, Instants.utc(now))
                .where(BANK_FILE_LINE.STATE.eq(State.QUEUED.name()))
                .execute());
    }

    @Override
    public List<Transfer> batch(UUID batchId) {
        return database.transact(transaction -> transaction
                .sql()
                .select()
                .from(BANK_FILE_LINE)
                .join(PAYOUT)
                .on(PAYOUT.ID.eq(BANK_FILE_LINE.PAYOUT_ID))
                .join(PAYOUT_DESTINATION)
                .on(PAYOUT_DESTINATION.PAYEE_ID.eq(PAYOUT.PAYEE_ID))
                .where(BANK_FILE_LINE.BATCH_ID.eq(batchId))
                .orderBy(PAYOUT.ID)
                .fetch(row -> new Transfer(
                        row.get(PAYOUT.ID),
                        destinations.open(row.into(PAYOUT_DESTINATION)),
                        PayoutRows.payout(row.into(PAYOUT)).net())));
    }

    @Override
    public boolean settle(UUID payoutId, State state, String reason, Instant now) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            int settled = sql.update(BANK_FILE_LINE)
                    .set(BANK_FILE_LINE.STATE, state.name())
                    .set(BANK_FILE_LINE.REASON, reason)
                    .where(BANK_FILE_LINE.PAYOUT_ID.eq(payoutId))
                    .and(BANK_FILE_LINE.STATE.eq(State.EXPORTED.name()))
                    .execute();
            sql.update(PAYOUT)
                    .set(PAYOUT.DUE_AT, Instants.utc(now))
                    .where(PAYOUT.ID.eq(payoutId))
                    .and(PAYOUT.DUE_AT.isNotNull())
                    .execute();
            return settled == 1;
        });
    }
}
