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
        return database.post(new PlainPosting(posting, null));
    }
}
