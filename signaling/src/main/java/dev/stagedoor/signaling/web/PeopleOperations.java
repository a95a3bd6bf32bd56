package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.PriceDesk.RateBounds;
import dev.stagedoor.signaling.PriceDesk.RateRange;
import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.identity.AccountStore;
import dev.stagedoor.signaling.identity.AccountStore.ProfileChange;
import dev.stagedoor.signaling.identity.DisplayName;
import dev.stagedoor.signaling.people.Performer;
import dev.stagedoor.signaling.people.PerformerSettings;
import dev.stagedoor.signaling.people.Performers;
import dev.stagedoor.signaling.protocol.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The signed-in user and the performers. */
final class PeopleOperations implements Operations {
    private static final long MINOR_PER_COIN = 1_000;

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
                "getMyRateBounds", request -> Reply.ok(performers.rateBounds(request.userId())),
                "listPerformers", this::listPerformers,
                "getPerformer", this::getPerformer);
    }

    private record UpdateMeBody(
            @Nullable String displayName,
            @Nullable String bio,
            @Nullable String locale) {}

    private Reply getMe(ApiRequest request) {
        return user(accounts.find(request.userId()));
    }

    private Reply updateMe(ApiRequest request) {
        UpdateMeBody body = request.body(UpdateMeBody.class);
        String name = null;
        if (body.displayName() != null) {
            DisplayName parsed = DisplayName.parse(body.displayName());
            if (parsed == null) {
                return SignInOperations.badDisplayName();
            }
            name = parsed.text();
        }
        return user(accounts.updateProfile(request.userId(), new ProfileChange(name, body.bio(), body.locale())));
    }

    /** A token can outlive its account by up to its own lifetime. */
    private static Reply user(@Nullable Account account) {
        return account == null
                ? Reply.refused(401, "UNAUTHENTICATED", "This account no longer exists.")
                : Reply.ok(Views.User.of(account));
    }

    private Reply putMyPerformer(ApiRequest request) {
        PerformerSettings settings = request.body(PerformerSettings.class);
        return switch (performers.put(request.userId(), settings)) {
            case Performers.Settled.Kept(Performer performer) -> Reply.ok(performer);
            case Performers.Settled.RateRefused(RateBounds bounds) -> rateRefused(settings, bounds);
        };
    }

    private static Reply rateRefused(PerformerSettings settings, RateBounds bounds) {
        List<Reply.Fault> faults = new ArrayList<>();
        if (!bounds.audio().contains(settings.audioRate())) {
            faults.add(new Reply.Fault("#/audioRate", "must be " + words(bounds.audio())));
        }
        if (!bounds.video().contains(settings.videoRate())) {
            faults.add(new Reply.Fault("#/videoRate", "must be " + words(bounds.video())));
        }
        return Reply.refused(
                422,
                "RATE_OUT_OF_BOUNDS",
                "At the level %s an audio call may cost %s, a video call %s. Choose rates between these."
                        .formatted(bounds.tier(), words(bounds.audio()), words(bounds.video())),
                faults);
    }

    private static String words(RateRange range) {
        return "%d to %d coins a minute"
                .formatted(
                        range.minimum().amountMinor() / MINOR_PER_COIN,
                        range.maximum().amountMinor() / MINOR_PER_COIN);
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
