package dev.stagedoor.billing.agencies;

import dev.stagedoor.billing.ledger.AgencyShare;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which agency represents whom, from memory: asking costs a sale no query. Read again when {@link #refresh} finds that
 * something has changed, so another node's change is known here about a second later.
 */
public final class Roster {
    private final AgencyStore store;
    private volatile Known known = new Known(-1, Map.of());

    /** Knows nobody until it is refreshed. */
    public Roster(AgencyStore store) {
        this.store = store;
    }

    /** Reads what any node has changed since. */
    public void refresh() {
        // The version first: what is changed in between is read now and once more, never missed.
        long version = store.version();
        if (version != known.version()) {
            known = new Known(
                    version, store.accepted().stream().collect(Collectors.groupingBy(Membership::performerId)));
        }
    }

    /** The agency that has a part of what this performer sells at that moment, null if none has. */
    public @Nullable AgencyShare shareAt(UUID performerId, Instant moment) {
        for (Membership membership : known.byPerformer().getOrDefault(performerId, List.of())) {
            if (membership.holdsAt(moment)) {
                return membership.share();
            }
        }
        return null;
    }

    private record Known(long version, Map<UUID, List<Membership>> byPerformer) {}
}
