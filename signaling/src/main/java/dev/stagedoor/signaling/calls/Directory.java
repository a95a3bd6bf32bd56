package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.Rate;
import dev.stagedoor.signaling.protocol.CallView.Party;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What calls have to know about people. Methods may block. */
public interface Directory {
    /** A person's public name, null if there is no such person. */
    @Nullable
    Party person(UUID userId);

    /** What a performer asks for a call, null if the person takes no calls of this kind. */
    @Nullable
    Rate rate(UUID performerId, CallKind kind);

    /** Whether this person takes calls or tips at all. */
    boolean isPerformer(UUID userId);
}
