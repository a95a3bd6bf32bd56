package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.BANK_FILE_LINE;
import static dev.stagedoor.billing.store.jooq.Tables.PAYOUT;

import dev.stagedoor.billing.payouts.BankFile.Line;
import dev.stagedoor.billing.payouts.BankFile.Lines;
import dev.stagedoor.billing.payouts.BankFile.State;
import dev.stagedoor.billing.payouts.BankFile.Transfer;
import dev.stagedoor.billing.payouts.Destination;
import dev.stagedoor.billing.payouts.SecretBox;
import dev.stagedoor.billing.store.jooq.tables.records.BankFileLineRecord;
import dev.stagedoor.billing.store.jooq.tables.records.PayoutDestinationRecord;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The list of payouts that a person makes at the bank, in PostgreSQL. */
public final class PostgresBankFile implements Lines {
    /** With its value in the text, so that a plan for any value can use the index of those alone. */
    private static final Condition IS_QUEUED = BANK_FILE_LINE.STATE.eq(DSL.inline(State.QUEUED.name()));

    private final Database database;
    private final DestinationRows destinations;

    /** @param box what seals the numbers of bank accounts */
    public PostgresBankFile(Database database, SecretBox box) {
        this.database = database;
        this.destinations = new DestinationRows(box);
    }

    @Override
    public void queue(String key, Destination destination) {
        database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            UUID payoutId = UUID.fromString(key);
            UUID payeeId = sql.select(PAYOUT.PAYEE_ID)
                    .from(PAYOUT)
                    .where(PAYOUT.ID.eq(payoutId))
                    .fetchSingle()
                    .value1();
            BankFileLineRecord line = sql.newRecord(BANK_FILE_LINE);
            line.setKey(key);
            line.setPayoutId(payoutId);
            line.setState(State.QUEUED.name());
            line.setReason("");
            destinations.fix(line, payeeId, destination);
            return sql.insertInto(BANK_FILE_LINE)
                    .set(line)
                    .onConflictDoNothing()
                    .execute();
        });
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
        return database.transact(transaction -> transaction.sql().fetchCount(BANK_FILE_LINE, IS_QUEUED));
    }

    @Override
    public int export(UUID batchId, Instant now) {
        return database.transact(transaction -> {
            fixOlderLines(transaction.sql());
            return transaction
                    .sql()
                    .update(BANK_FILE_LINE)
                    .set(BANK_FILE_LINE.STATE, State.EXPORTED.name())
                    .set(BANK_FILE_LINE.BATCH_ID, batchId)
                    .set(BANK_FILE_LINE.EXPORTED_AT, Instants.utc(now))
                    .where(IS_QUEUED)
                    .and(BANK_FILE_LINE.HOLDER.isNotNull())
                    .execute();
        });
    }

    /** Lines of a server that did not keep accounts with them. */
    private void fixOlderLines(DSLContext sql) {
        for (BankFileLineRecord line : sql.selectFrom(BANK_FILE_LINE)
                .where(IS_QUEUED)
                .and(BANK_FILE_LINE.HOLDER.isNull())
                .forUpdate()
                .fetch()) {
            UUID payeeId = sql.select(PAYOUT.PAYEE_ID)
                    .from(PAYOUT)
                    .where(PAYOUT.ID.eq(line.getPayoutId()))
                    .fetchSingle()
                    .value1();
            PayoutDestinationRecord account = DestinationRows.find(sql, payeeId);
            if (account != null && PayeeFactsRows.isVerified(PayeeRows.review(sql, payeeId), account)) {
                destinations.fix(line, payeeId, destinations.open(account));
                line.update();
            }
        }
    }

    @Override
    public List<Transfer> batch(UUID batchId) {
        return database.transact(transaction -> transaction
                .sql()
                .select()
                .from(BANK_FILE_LINE)
                .join(PAYOUT)
                .on(PAYOUT.ID.eq(BANK_FILE_LINE.PAYOUT_ID))
                .where(BANK_FILE_LINE.BATCH_ID.eq(batchId))
                .and(BANK_FILE_LINE.HOLDER.isNotNull())
                .orderBy(PAYOUT.ID)
                .fetch(row -> new Transfer(
                        row.get(PAYOUT.ID),
                        destinations.open(row.get(PAYOUT.PAYEE_ID), row.into(BANK_FILE_LINE)),
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
