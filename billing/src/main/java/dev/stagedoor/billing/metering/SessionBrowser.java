package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Metered sessions as the admin console reads them. */
public interface SessionBrowser {
    /** Sessions without their heartbeats, newest first, of one state when given. */
    Page<MeteredSession> sessions(@Nullable SessionState state, @Nullable String cursor, int limit);

    /** One session with its heartbeats, null if there is none. */
    @Nullable
    MeteredSession session(UUID callId);
}
