package dev.stagedoor.signaling;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.Rate;
import dev.stagedoor.signaling.calls.Directory;
import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.identity.AccountStore;
import dev.stagedoor.signaling.people.PerformerProfile;
import dev.stagedoor.signaling.people.PerformerStore;
import dev.stagedoor.signaling.protocol.CallView.Party;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What calls have to know about people. Reads the database each time: a rate that has changed counts at once. */
record CallDirectory(AccountStore accounts, PerformerStore performers) implements Directory {
    @Override
    public @Nullable Party person(UUID userId) {
        Account account = accounts.find(userId);
        return account == null ? null : new Party(account.id(), account.displayName());
    }

    @Override
    public @Nullable Rate rate(UUID performerId, CallKind kind) {
        PerformerProfile profile = performers.find(performerId);
        return profile == null ? null : profile.rate(kind);
    }

    @Override
    public boolean isPerformer(UUID userId) {
        return performers.find(userId) != null;
    }
}
