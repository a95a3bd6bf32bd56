package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.LEDGER_SEAL;

import dev.stagedoor.billing.audit.SealRoot;
import dev.stagedoor.billing.audit.SealStore;
import dev.stagedoor.billing.store.jooq.Routines;
import dev.stagedoor.billing.store.jooq.Tables;
import java.time.LocalDate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The chain in PostgreSQL, which hashes by itself. */
public final class PostgresSeal implements SealStore {
    private final Database database;

    public PostgresSeal(Database database) {
        this.database = database;
    }

    @Override
    public int seal(int limit) {
        return database.transact(
                transaction -> Routines.sealTransfers(transaction.sql().configuration(), limit));
    }

    @Override
    public @Nullable SealRoot end() {
        return database.transact(transaction -> transaction
                .sql()
                .select(LEDGER_SEAL.SEQ, LEDGER_SEAL.HASH)
                .from(LEDGER_SEAL)
                .orderBy(LEDGER_SEAL.SEQ.desc())
                .limit(1)
                .fetchOne(row -> root(row.value1(), row.value2())));
    }

    @Override
    public @Nullable SealRoot keepRoot(LocalDate day) {
        return database.transact(transaction -> transaction
                .sql()
                .selectFrom(Tables.KEEP_SEAL_ROOT(day))
                .fetchOne(row -> root(row.getSeq(), row.getHash())));
    }

    @Override
    public @Nullable String hashAt(long seq) {
        return database.transact(transaction -> transaction
                .sql()
                .select(LEDGER_SEAL.HASH)
                .from(LEDGER_SEAL)
                .where(LEDGER_SEAL.SEQ.eq(seq))
                .fetchOne(row -> HexFormat.of().formatHex(row.value1())));
    }

    private static SealRoot root(long seq, byte[] hash) {
        return new SealRoot(seq, HexFormat.of().formatHex(hash));
    }
}
