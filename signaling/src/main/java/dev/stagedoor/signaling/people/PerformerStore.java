package dev.stagedoor.signaling.people;

import dev.stagedoor.signaling.WalletService.Page;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Port: where performers' profiles are kept. Methods block. */
public interface PerformerStore {
    /** Sets what the performer decides; the first time makes the profile. */
    PerformerProfile put(UUID performerId, PerformerSettings settings, Instant now);

    /** One profile, null if there is none or it is unfinished. */
    @Nullable
    PerformerProfile find(UUID performerId);

    /** Profiles by name. */
    Page<PerformerProfile> list(Selection selection, @Nullable String cursor, int limit);

    /** Notes that a person was connected at this moment. */
    void seen(UUID accountId, Instant at);

    /** Which profiles to list. */
    sealed interface Selection {
        record All() implements Selection {}

        record Only(Set<UUID> ids) implements Selection {}

        record Except(Set<UUID> ids) implements Selection {}
    }
}
