package dev.stagedoor.signaling.calls;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which calls there are and who is in one. A person is in at most one call, on whichever side; taking both seats is one
 * step, so that of two requests at the same moment one is told BUSY. Guarded by its monitor, nothing blocks inside.
 */
final class CallRegistry {
    private final Map<UUID, Call> calls = new HashMap<>();
    private final Map<UUID, Call> byUser = new HashMap<>();
    private final Map<UUID, Call> byQuote = new HashMap<>();
    private final PresenceBoard presence;
    private boolean open = true;

    /** @param presence told inside the monitor, so that it never says otherwise than the registry */
    CallRegistry(PresenceBoard presence) {
        this.presence = presence;
    }

    /** What came of taking the two seats. */
    sealed interface Claim {
        /** The seats are taken; the call may begin. */
        record Taken() implements Claim {}

        /** This quote has become this call before: a repeated message. */
        record Repeated(Call call) implements Claim {}

        record ViewerBusy() implements Claim {}

        record PerformerBusy() implements Claim {}

        /** Nothing new begins any more. */
        record Closed() implements Claim {}
    }

    synchronized Claim claim(Call call) {
        CallTerms terms = call.terms();
        Call earlier = byQuote.get(terms.quoteId());
        if (earlier != null) {
            return new Claim.Repeated(earlier);
        }
        if (!open) {
            return new Claim.Closed();
        }
        if (byUser.containsKey(terms.viewer().id())) {
            return new Claim.ViewerBusy();
        }
        if (byUser.containsKey(terms.performer().id())) {
            return new Claim.PerformerBusy();
        }
        calls.put(terms.callId(), call);
        byQuote.put(terms.quoteId(), call);
        seat(terms.viewer().id(), call);
        seat(terms.performer().id(), call);
        return new Claim.Taken();
    }

    /** The seats are free; the call can still be found, for messages that come late. */
    synchronized void release(Call call) {
        unseat(call.terms().viewer().id(), call);
        unseat(call.terms().performer().id(), call);
    }

    /** The call never was, or was long ago. */
    synchronized void forget(Call call) {
        release(call);
        calls.remove(call.terms().callId());
        byQuote.remove(call.terms().quoteId(), call);
    }

    /** A call that this person takes part in, null if there is none: strangers learn nothing. */
    synchronized @Nullable Call find(UUID callId, UUID userId) {
        Call call = calls.get(callId);
        return call != null && call.terms().involves(userId) ? call : null;
    }

    synchronized @Nullable Call find(UUID callId) {
        return calls.get(callId);
    }

    /** The call under a quote, if this person is its viewer. */
    synchronized @Nullable Call underQuote(UUID quoteId, UUID viewerId) {
        Call call = byQuote.get(quoteId);
        return call != null && call.terms().viewer().id().equals(viewerId) ? call : null;
    }

    /** The call this person is in now, null if none. */
    synchronized @Nullable Call of(UUID userId) {
        return byUser.get(userId);
    }

    /** Calls that have begun and not ended. */
    synchronized List<Call> running() {
        return byUser.values().stream().distinct().toList();
    }

    /** No new calls from now on; returns those that are. */
    synchronized List<Call> close() {
        open = false;
        return running();
    }

    private void seat(UUID userId, Call call) {
        byUser.put(userId, call);
        presence.inCall(userId, true);
    }

    private void unseat(UUID userId, Call call) {
        if (byUser.remove(userId, call)) {
            presence.inCall(userId, false);
        }
    }
}
