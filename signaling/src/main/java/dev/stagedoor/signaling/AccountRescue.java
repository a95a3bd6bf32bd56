package dev.stagedoor.signaling;

import dev.stagedoor.signaling.identity.AccountStore.Credential;
import dev.stagedoor.signaling.identity.EmailAddress;
import dev.stagedoor.signaling.identity.MadePassword;
import dev.stagedoor.signaling.store.AccountTable;
import dev.stagedoor.signaling.store.Database;
import dev.stagedoor.signaling.store.HouseTable;
import dev.stagedoor.signaling.store.SecondFactorTable;
import dev.stagedoor.signaling.store.SessionTable;
import java.time.InstantSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What an operator does for somebody who cannot get in any more, beside a running server or without one. Methods block. */
public final class AccountRescue {
    private final AccountTable accounts;
    private final SecondFactorTable secondFactors;
    private final SessionTable sessions;
    private final HouseTable house;
    private final InstantSource clock;

    /** @param dataSource of a database that a server has used */
    public AccountRescue(DataSource dataSource, InstantSource clock) {
        Database database = new Database(dataSource, 1);
        database.migrate();
        accounts = new AccountTable(database);
        secondFactors = new SecondFactorTable(database);
        sessions = new SessionTable(database);
        house = new HouseTable(database);
        this.clock = clock;
    }

    /** What came of it. */
    public enum Outcome {
        REMOVED,
        NO_SUCH_ACCOUNT,
        NOT_SET_UP
    }

    /** Gives a person who has forgotten it another password, which ends all sessions; null if there is no such account. */
    public @Nullable String newPassword(String email) {
        Credential credential = accounts.credential(new EmailAddress(email));
        if (credential == null) {
            return null;
        }
        MadePassword password = MadePassword.make();
        house.setPassword(credential.account().id(), password.hash(), clock.instant());
        return password.text();
    }

    /** Takes a lost second factor away and ends all of the person's sessions; the password stays. */
    public Outcome removeSecondFactor(String email) {
        Credential credential = accounts.credential(new EmailAddress(email));
        if (credential == null) {
            return Outcome.NO_SUCH_ACCOUNT;
        }
        UUID accountId = credential.account().id();
        if (!secondFactors.remove(accountId)) {
            return Outcome.NOT_SET_UP;
        }
        sessions.endOthers(accountId, null, clock.instant());
        return Outcome.REMOVED;
    }
}
