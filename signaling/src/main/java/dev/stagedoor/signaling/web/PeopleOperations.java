package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.identity.AccountStore;
import dev.stagedoor.signaling.identity.DisplayName;
import dev.stagedoor.signaling.people.Performer;
import dev.stagedoor.signaling.people.PerformerSettings;
import dev.stagedoor.signaling.people.Performers;
import dev.stagedoor.signaling.protocol.Presence;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The signed-in user and the performers. */
final class PeopleOperations implements Operations {
    private final AccountStore accounts;
    private final Performers performers;

    PeopleOperations(AccountStore accounts, Performers performers) {
        this.accounts = accounts;
        this.performers = performers;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "getMe", this::getMe,
                "updateMe", this::updateMe,
                "putMyPerformer", this::putMyPerformer,
                "listPerformers", this::listPerformers,
                "getPerformer", this::getPerformer);
    }

    private record UpdateMeBody(
            @Nullable String displayName, @Nullable String bio) {}

    private Reply getMe(ApiRequest request) {
        return user(accounts.find(request.userId()));
    }

    private Reply updateMe(ApiRequest request) {
        UpdateMeBody body = request.body(UpdateMeBody.class);
        if (body.displayName() == null) {
            return user(accounts.updateProfile(request.userId(), null, body.bio()));
        }
        DisplayName name = DisplayName.parse(body.displayName());
        return name == null
                ? SignInOperations.badDisplayName()
                : user(accounts.updateProfile(request.userId(), name.text(), body.bio()));
    }

    /** A token can outlive its account by up to its own lifetime. */
    private static Reply user(@Nullable Account account) {
        return account == null
                ? Reply.refused(401, "UNAUTHENTICATED", "This account no longer exists.")
                : Reply.ok(Views.User.of(account));
    }

    private Reply putMyPerformer(ApiRequest request) {
        return Reply.ok(performers.put(request.userId(), request.body(PerformerSettings.class)));
    }

    private Reply listPerformers(ApiRequest request) {
        String status = request.query("status");
        return Reply.ok(
                performers.list(status == null ? null : Presence.valueOf(status), request.cursor(), request.limit()));
    }

    private Reply getPerformer(ApiRequest request) {
        Performer performer = performers.find(request.pathId("performerId"));
        return performer == null ? Reply.notFound("There is no such performer.") : Reply.ok(performer);
    }
}
