package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.MediaGateway.LegUsage;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.CallOutcome;
import dev.stagedoor.signaling.protocol.CallState;
import dev.stagedoor.signaling.protocol.CallView;
import dev.stagedoor.signaling.protocol.ErrorCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a call has come, and what is seen of it. Owned by the call's mailbox; the last view and the state are for anybody. */
final class Progress {
    private final CallTerms terms;
    private final Medium medium;
    private volatile CallState state = CallState.REQUESTED;
    private volatile @Nullable CallView lastView;
    private @Nullable CallOutcome outcome;
    private @Nullable Instant ringUntil;
    private @Nullable Instant activeSince;
    private @Nullable ActivePhase active;
    private @Nullable Money settled;

    Progress(CallTerms terms, Medium medium) {
        this.terms = terms;
        this.medium = medium;
    }

    CallState state() {
        return state;
    }

    boolean is(CallState asked) {
        return state == asked;
    }

    /** What it looked like a moment ago, null if it does not ring yet. */
    @Nullable
    CallView lastView() {
        return lastView;
    }

    @Nullable
    Instant activeSince() {
        return activeSince;
    }

    @Nullable
    CallOutcome outcome() {
        return outcome;
    }

    void enter(CallState next) {
        state = next;
        if (next != CallState.RINGING) {
            ringUntil = null;
        }
    }

    /** @param until when it is given up */
    void ring(Instant until) {
        ringUntil = until;
    }

    /** The clock starts. */
    void activate(ActivePhase phase, Instant moment) {
        active = phase;
        activeSince = moment;
    }

    /** The part that is paid for, which may be over; null if it never came to that. */
    @Nullable
    ActivePhase active() {
        return active;
    }

    /** The same while it goes on, null before and after. */
    @Nullable
    ActivePhase running() {
        return is(CallState.ACTIVE) ? active : null;
    }

    long billableMs() {
        return active == null ? 0 : active.billableMs();
    }

    /** What the receipt says, and until there is one what the meter says. */
    Money charged() {
        if (settled != null) {
            return settled;
        }
        return active == null ? new Money(0, terms.perMinute().currency()) : active.charged();
    }

    void settled(Money charged) {
        settled = charged;
    }

    /** What was delivered to each side. */
    List<LegUsage> legs() {
        return active == null ? List.of() : active.legs();
    }

    void ended(CallOutcome how) {
        outcome = how;
    }

    /** How it looks. */
    CallView look() {
        return new CallView(
                terms.callId(),
                state,
                medium.kind(),
                terms.isBooked(),
                terms.increment(),
                medium.perMinute(),
                medium.otherPerMinute(),
                medium.request(),
                terms.viewer(),
                terms.performer(),
                terms.createdAt(),
                ringUntil,
                activeSince,
                billableMs(),
                charged(),
                outcome);
    }

    /** Lets others see it so until the next time. */
    void remember(CallView view) {
        lastView = view;
    }

    /** To what comes too late, or too early. */
    Answer over() {
        return Answer.refused(ErrorCode.CONFLICT, "the call is " + state + (outcome == null ? "" : ", " + outcome));
    }
}
