package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.calls.QuoteOutcome;
import java.util.UUID;

/** Who knows what a call costs. May block. */
@FunctionalInterface
public interface CallQuotes {
    /** The price for this viewer now. */
    QuoteOutcome quote(UUID viewerId, UUID performerId, CallKind kind);
}
