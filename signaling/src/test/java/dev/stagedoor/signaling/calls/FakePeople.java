package dev.stagedoor.signaling.calls;

import static java.util.Objects.requireNonNull;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.Entitlements.Rate;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.protocol.CallView.Party;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People by name; those with a rate are performers. */
public final class FakePeople implements Directory {
    /** What sound alone costs of what sound and picture do. */
    private static final long AUDIO_PERCENT = 60;

    private final Map<UUID, String> names = new HashMap<>();
    private final Map<UUID, Rate> rates = new HashMap<>();

    /** Somebody who may call. */
    public UUID viewer(String name) {
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        names.put(id, name);
        return id;
    }

    /** Somebody who may be called, at so many coins a minute of video and fewer of sound. */
    public UUID performer(String name, long coinsPerMinute, Increment increment) {
        return performer(name, coinsPerMinute * 1_000, coinsPerMinute * AUDIO_PERCENT * 10, increment);
    }

    /** The same at any prices, in thousandths of a coin. */
    UUID performer(String name, long videoMinor, long audioMinor, Increment increment) {
        UUID id = viewer(name);
        rates.put(
                id, new Rate(CallKind.VIDEO, new Money(videoMinor, "COIN"), new Money(audioMinor, "COIN"), increment));
        return id;
    }

    @Override
    public @Nullable Party person(UUID userId) {
        String name = names.get(userId);
        return name == null ? null : new Party(userId, name);
    }

    @Override
    public @Nullable Rate rate(UUID performerId, CallKind kind) {
        Rate rate = rates.get(performerId);
        if (rate == null || kind == rate.kind()) {
            return rate;
        }
        return new Rate(kind, requireNonNull(rate.otherPerMinute()), rate.perMinute(), rate.increment());
    }

    @Override
    public boolean isPerformer(UUID userId) {
        return rates.containsKey(userId);
    }
}
