package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.protocol.ServerEvent;
import java.util.UUID;

/** Where events for people go. Does not block and does not throw; who is not connected misses nothing but the moment. */
public interface EventSink {
    /** To every device of a person. */
    void toUser(UUID userId, ServerEvent event);

    /** To one device. */
    void toSession(UUID sessionId, ServerEvent event);
}
