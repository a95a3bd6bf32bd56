package dev.stagedoor.signaling.people;

import dev.stagedoor.signaling.PriceDesk.RateBounds;
import dev.stagedoor.signaling.WalletService.Page;
import dev.stagedoor.signaling.people.PerformerStore.Selection;
import dev.stagedoor.signaling.protocol.Presence;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Performers as others see them: the kept profile and the presence of this moment. */
public final class Performers {
    private final PerformerStore store;
    private final PresenceSource presence;
    private final InstantSource clock;
    private final Function<UUID, RateBounds> bounds;

    /**
     * @param presence who is there now
     * @param bounds between what a performer may choose rates; may block
     */
    public Performers(
            PerformerStore store, PresenceSource presence, InstantSource clock, Function<UUID, RateBounds> bounds) {
        this.store = store;
        this.presence = presence;
        this.clock = clock;
        this.bounds = bounds;
    }

    /** Between what a performer may choose rates. */
    public RateBounds rateBounds(UUID performerId) {
        return bounds.apply(performerId);
    }

    /** Sets what a performer decides, if the rates are between the bounds of their tier. */
    public Settled put(UUID performerId, PerformerSettings settings) {
        RateBounds allowed = bounds.apply(performerId);
        boolean fits = allowed.audio().contains(settings.audioRate())
                && allowed.video().contains(settings.videoRate());
        return fits
                ? new Settled.Kept(withPresence(store.put(performerId, settings, clock.instant())))
                : new Settled.RateRefused(allowed);
    }

    /** Whether settings were kept. */
    public sealed interface Settled {
        record Kept(Performer performer) implements Settled {}

        /** A rate is not between these. */
        record RateRefused(RateBounds bounds) implements Settled {}
    }

    /** One performer, null if there is none or the profile is unfinished. */
    public @Nullable Performer find(UUID performerId) {
        PerformerProfile profile = store.find(performerId);
        return profile == null ? null : withPresence(profile);
    }

    /** What a performer takes, null if there is none or the profile is unfinished. */
    public @Nullable PerformerProfile profile(UUID performerId) {
        return store.find(performerId);
    }

    /** Performers by name, all or those of one presence. */
    public Page<Performer> list(@Nullable Presence status, @Nullable String cursor, int limit) {
        Map<UUID, Presence> present = presence.present();
        Page<PerformerProfile> page = store.list(selection(status, present), cursor, limit);
        // From the same snapshot that selected them, so that a filtered page shows only what was asked for.
        return new Page<>(
                page.items().stream()
                        .map(profile -> Performer.of(profile, present.getOrDefault(profile.id(), Presence.OFFLINE)))
                        .toList(),
                page.nextCursor());
    }

    private static Selection selection(@Nullable Presence status, Map<UUID, Presence> present) {
        if (status == null) {
            return new Selection.All();
        }
        if (status == Presence.OFFLINE) {
            return new Selection.Except(present.keySet());
        }
        Set<UUID> ids = present.entrySet().stream()
                .filter(entry -> entry.getValue() == status)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        return new Selection.Only(ids);
    }

    private Performer withPresence(PerformerProfile profile) {
        return Performer.of(profile, presence.presenceOf(profile.id()));
    }
}
