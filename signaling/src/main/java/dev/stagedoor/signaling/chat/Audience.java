package dev.stagedoor.signaling.chat;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is in a show at this moment, and sees what is given there. Blocks. */
public interface Audience {
    /** Null if there is no such show. */
    @Nullable
    Seats of(UUID eventId);

    /** @param people accounts that watch or publish now */
    record Seats(UUID performerId, Set<UUID> people) {
        public Seats {
            people = Set.copyOf(people);
        }
    }
}
