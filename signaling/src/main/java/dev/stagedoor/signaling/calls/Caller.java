package dev.stagedoor.signaling.calls;

import java.util.UUID;

/** Who sends a message, and from which of their devices. */
public record Caller(UUID userId, UUID sessionId) {}
