package dev.stagedoor.signaling.calls;

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
    private final Map<UUID, String> names = new HashMap<>();
    private final Map<UUID, Rate> rates = new HashMap<>();

    /** Somebody who may call. */
    public UUID viewer(String name) {
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        names.put(id, name);
        return id;
    }

    /** Somebody who may be called, at so many coins a minute. */
    public UUID performer(String name, long coinsPerMinute, Increment increment) {
        UUID id = viewer(name);
        rates.put(id, new Rate(CallKind.VIDEO, new Money(coinsPerMinute * 1000, "COIN"), increment));
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
        return rate == null ? null : new Rate(kind, rate.perMinute(), rate.increment());
    }

    @Override
    public boolean isPerformer(UUID userId) {
        return rates.containsKey(userId);
    }
}
