package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.WalletService.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Port: what {@link CallLog} has written, for the two it concerns. Methods block. */
public interface CallHistory {
    /** Calls of a person on either side, newest first. */
    Page<PastCall> of(UUID userId, @Nullable String cursor, int limit);

    /** One call of a person, null if there is none or the person had no part in it. */
    @Nullable
    PastCall find(UUID callId, UUID userId);
}
