package dev.stagedoor.signaling.protocol;

import dev.stagedoor.signaling.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one client message gets back: exactly one of a result and a refusal. */
public sealed interface Answer {
    /** Done. */
    record Done(Result result) implements Answer {}

    /** @param pointer the field at fault (RFC 6901), null if no single field is */
    record Refused(ErrorCode code, String detail, @Nullable String pointer) implements Answer {}

    /** Done, and there is nothing to tell. */
    static Answer done() {
        return new Done(new Result.Nothing());
    }

    /** Done, with the call as it is now. */
    static Answer done(CallView call) {
        return new Done(new Result.OfCall(call));
    }

    /** Not done, for a reason that concerns the message as a whole. */
    static Answer refused(ErrorCode code, String detail) {
        return new Refused(code, detail, null);
    }

    /** What a reply carries in {@code result}. */
    sealed interface Result {
        /** An empty object. */
        record Nothing() implements Result {}

        /** To {@code hello}: {@code resumed} tells whether the missed events follow. */
        record Welcome(
                UUID sessionId,
                UUID userId,
                boolean resumed,
                @Nullable CallView activeCall) implements Result {}

        /** To {@code presence.watch}: everybody who is not offline. */
        record Performers(List<ServerEvent.PresenceChanged> performers) implements Result {}

        /** To the messages about a call. */
        record OfCall(CallView call) implements Result {}

        /** To {@code media.offer}: the SDP answer. */
        record Sdp(String sdp) implements Result {}

        /** To {@code tip.send}: the coins left. */
        record Tipped(Money available) implements Result {}
    }
}
