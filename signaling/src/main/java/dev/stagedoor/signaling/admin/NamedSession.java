package dev.stagedoor.signaling.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.stagedoor.signaling.LedgerBrowser.MeteredSession;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A metered session and who its two sides are; a name is null if the person is gone. */
public record NamedSession(
        @JsonUnwrapped MeteredSession session,
        @Nullable String viewerName,
        @Nullable String performerName) {
    static NamedSession of(MeteredSession session, Map<UUID, String> names) {
        return new NamedSession(session, names.get(session.viewerId()), names.get(session.performerId()));
    }
}
