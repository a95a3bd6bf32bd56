package dev.stagedoor.billing.store;

import dev.stagedoor.billing.ledger.Journal;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;

/** Posts single transfers. */
public final class PostgresJournal implements Journal {
    private final Database database;

    public PostgresJournal(Database database) {
        this.database = database;
    }

    @Override
    public PostOutcome post(Posting posting) {
        return database.transact(transaction -> {
            PostOutcome outcome = transaction.post(posting);
            return switch (outcome) {
                case PostOutcome.Posted posted -> posted;
                case PostOutcome.Replayed replayed -> replayed;
                case PostOutcome.InsufficientFunds refused -> transaction.undo(refused);
                case PostOutcome.IdempotencyConflict refused -> transaction.undo(refused);
                case PostOutcome.Fenced refused -> transaction.undo(refused);
            };
        });
    }
}
