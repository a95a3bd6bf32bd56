package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements.EndReason;
import dev.stagedoor.signaling.Entitlements.HoldOutcome;
import dev.stagedoor.signaling.Entitlements.Receipt;
import dev.stagedoor.signaling.MediaGateway.RoomUsage;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.CallOutcome;
import dev.stagedoor.signaling.protocol.CallState;
import dev.stagedoor.signaling.protocol.CallView;
import dev.stagedoor.signaling.protocol.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One call, from request to receipt. Its states follow each other and never go back:
 *
 * <pre>
 * REQUESTED ── hold made ──▶ RINGING ── accepted ──▶ CONNECTING ── media both ways ──▶ ACTIVE
 *     │                         │ declined, cancelled, │ no media in time, ended          │ ended, lost,
 *     ▼ refused                 ▼ missed               ▼                                  ▼ out of coins
 *   (never was)               ENDED ◀──────────────────┴──────────────────────────────────┘
 * </pre>
 *
 * A booked call does not ring: it is connecting as soon as what was held for it is opened. Whoever comes first ends it; everybody later finds it ended. Methods named {@code on…} run in the call's mailbox.
 */
final class Call {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    /** What the call's owner wants to know. */
    interface Listener {
        /** Over and done with: the two are free for another call. */
        void settled(Call call);

        /** The hold was refused: the call never was. */
        void refused(Call call);
    }

    private final CallTerms terms;
    private final Ports ports;
    private final Listener listener;
    private final Mailbox mailbox;
    private final CallScope scope;
    private final Connectivity sides;

    private volatile CallState state = CallState.REQUESTED;
    private volatile @Nullable CallView lastView;
    private @Nullable CallOutcome outcome;
    private @Nullable Instant ringUntil;
    private @Nullable Instant activeSince;
    private @Nullable ActivePhase active;
    private Timers.@Nullable Timer patience;
    private long fundedMs;
    private @Nullable Money charged;

    Call(CallTerms terms, CallSettings settings, Ports ports, Listener listener) {
        this.terms = terms;
        this.ports = ports;
        this.listener = listener;
        this.mailbox = new Mailbox(ports.executor());
        this.scope = CallScope.of(terms, settings, ports, mailbox);
        this.sides = new Connectivity(terms, scope.settings().socketGrace(), scope.timers(), this::onConnectivity);
    }

    CallTerms terms() {
        return terms;
    }

    /** The state at this moment; may be old when it is read. */
    CallState state() {
        return state;
    }

    /** What it looked like a moment ago, null if it does not ring yet. */
    @Nullable
    CallView lastView() {
        return lastView;
    }

    /** Hands the call a task for its own thread. */
    void post(Consumer<Call> task) {
        mailbox.post(() -> {
            try (var _ = MDC.putCloseable("callId", terms.callId().toString())) {
                task.accept(this);
            }
        });
    }

    /** Begins: holds the minimum and rings, or connects if it was booked. Replies when it does or cannot. */
    void onRequest(Caller caller, Consumer<Answer> reply) {
        mailbox.assertOwned();
        sides.side(caller.userId()).carriedBy(caller.sessionId());
        scope.billing().hold(terms, outcome -> onHold(outcome, reply), answer -> refuse(answer, reply));
    }

    private void onHold(HoldOutcome hold, Consumer<Answer> reply) {
        if (state == CallState.ENDED) {
            reply.accept(over());
            return;
        }
        if (hold instanceof HoldOutcome.Held(Money amount)) {
            fundedMs = FundedTime.of(amount, terms.perMinute(), terms.increment());
            scope.billing().then(() -> ports.log().opened(terms));
            ring();
            reply.accept(state == CallState.ENDED ? over() : Answer.done(view()));
            return;
        }
        refuse(CallRefusals.of(hold), reply);
    }

    private void refuse(Answer why, Consumer<Answer> reply) {
        state = CallState.ENDED;
        listener.refused(this);
        reply.accept(why);
    }

    private void ring() {
        if (terms.isBooked()) {
            connect();
            return;
        }
        ringUntil = ports.timers().now().plus(scope.settings().ringTimeout());
        patience = scope.timers().after(scope.settings().ringTimeout(), () -> end(EndReason.MISSED));
        enter(CallState.RINGING);
        scope.news().incoming(view());
    }

    void onAccept(Caller caller, Consumer<Answer> reply) {
        mailbox.assertOwned();
        if (!isPerformer(caller)) {
            reply.accept(Answer.refused(ErrorCode.FORBIDDEN, "only the performer accepts"));
        } else if (state == CallState.ENDED || state == CallState.REQUESTED) {
            reply.accept(over());
        } else {
            if (state == CallState.RINGING) {
                sides.performer().carriedBy(caller.sessionId());
                connect();
            }
            reply.accept(state == CallState.ENDED ? over() : Answer.done(view()));
        }
    }

    private void connect() {
        stopPatience();
        ringUntil = null;
        try {
            scope.media().open();
        } catch (RuntimeException e) {
            LOG.error("call {}: no room on the media node", terms.callId(), e);
            end(EndReason.FAILED);
            return;
        }
        patience = scope.timers().after(scope.settings().connectTimeout(), () -> end(EndReason.NEVER_CONNECTED));
        enter(CallState.CONNECTING);
    }

    void onDecline(Caller caller, Consumer<Answer> reply) {
        mailbox.assertOwned();
        if (!isPerformer(caller)) {
            reply.accept(Answer.refused(ErrorCode.FORBIDDEN, "only the performer declines"));
        } else if (state == CallState.RINGING || outcome == CallOutcome.DECLINED) {
            end(EndReason.REJECTED);
            reply.accept(Answer.done(view()));
        } else {
            reply.accept(over());
        }
    }

    /** A cancel that crossed the accept still ends the call: the viewer has changed their mind, and nothing is charged. */
    void onCancel(Caller caller, Consumer<Answer> reply) {
        mailbox.assertOwned();
        if (isPerformer(caller)) {
            reply.accept(Answer.refused(ErrorCode.FORBIDDEN, "only the viewer cancels"));
        } else if (state == CallState.ACTIVE || (state == CallState.ENDED && outcome != CallOutcome.CANCELLED)) {
            reply.accept(over());
        } else {
            end(EndReason.CANCELLED);
            reply.accept(Answer.done(view()));
        }
    }

    void onEnd(Caller caller, Consumer<Answer> reply) {
        mailbox.assertOwned();
        end(Outcomes.hangUp(state, isPerformer(caller)));
        reply.accept(Answer.done(view()));
    }

    void onOffer(Caller caller, String sdp, Consumer<Answer> reply) {
        mailbox.assertOwned();
        if (state != CallState.CONNECTING && state != CallState.ACTIVE) {
            reply.accept(over());
            return;
        }
        Answer answer;
        try {
            answer = scope.media().answer(caller.userId(), sdp);
        } catch (RuntimeException e) {
            LOG.error("call {}: the media node failed on an offer", terms.callId(), e);
            answer = Answer.refused(ErrorCode.INTERNAL, "the media node failed");
        }
        if (answer instanceof Answer.Done) {
            UUID former = sides.side(caller.userId()).carriedBy(caller.sessionId());
            if (former != null) {
                scope.news().taken(former);
            }
            sides.review();
        }
        reply.accept(answer);
    }

    void onMediaState(Caller caller, boolean audio, boolean video, Consumer<Answer> reply) {
        mailbox.assertOwned();
        if (state == CallState.ENDED) {
            reply.accept(over());
        } else {
            scope.news().mediaState(caller.userId(), audio, video);
            reply.accept(Answer.done());
        }
    }

    /** The media node reports. The first time media flows both ways, the clock starts. */
    void onUsage(RoomUsage usage) {
        mailbox.assertOwned();
        if (state == CallState.CONNECTING && usage.flowing()) {
            activate();
        }
        if (active != null && state == CallState.ACTIVE) {
            active.onUsage(usage);
            lastView = view();
        }
    }

    private void activate() {
        stopPatience();
        activeSince = ports.timers().now();
        active = new ActivePhase(scope, fundedMs, this::end);
        sides.bothConnected();
        enter(CallState.ACTIVE);
        active.begin();
        sides.review();
    }

    void onTransport(UUID userId, boolean up) {
        mailbox.assertOwned();
        sides.side(userId).transport(up);
        sides.review();
    }

    /** A device of one of the two has lost its socket, or has it back. */
    void onSocket(Caller device, boolean up) {
        mailbox.assertOwned();
        if (state != CallState.ENDED) {
            sides.onSocket(device, up);
        }
    }

    private void onConnectivity() {
        if (state == CallState.ACTIVE && active != null) {
            active.onConnectivity(sides.anyMissing(), sides.anySilent());
        } else if (state == CallState.RINGING && sides.viewer().isSilent()) {
            // Nobody is left who could take the answer; the performer's phone should not go on ringing.
            end(EndReason.CANCELLED);
        }
    }

    /** Coins may have come, or gone elsewhere. */
    void onWalletChanged() {
        mailbox.assertOwned();
        if (active != null && state == CallState.ACTIVE) {
            active.ask();
        }
    }

    /** Ends the call from outside: the node stops, or billing has settled it behind our back. */
    void onStop(EndReason ifActive) {
        mailbox.assertOwned();
        end(state == CallState.ACTIVE ? ifActive : EndReason.FAILED);
    }

    private void end(EndReason reason) {
        if (state == CallState.ENDED) {
            return;
        }
        if (state == CallState.REQUESTED) {
            // Nobody has heard of it yet. The hold on its way is made before this undoes it: billing has one queue.
            state = CallState.ENDED;
            scope.billing().end(0, reason, _ -> listener.refused(this));
            return;
        }
        stopPatience();
        ringUntil = null;
        boolean wasActive = state == CallState.ACTIVE;
        // Delivery stops before the settlement is asked for: nothing is delivered that is not on the receipt.
        scope.media().close();
        sides.stop();
        if (active != null) {
            active.stop();
        }
        CallOutcome ended = Outcomes.of(reason, wasActive);
        outcome = ended;
        enter(CallState.ENDED);
        Instant endedAt = ports.timers().now();
        scope.billing().end(billableMs(), reason, receipt -> onSettled(ended, reason, endedAt, receipt));
    }

    private void onSettled(CallOutcome ended, EndReason reason, Instant endedAt, @Nullable Receipt receipt) {
        charged = receipt == null ? charged() : receipt.charged();
        scope.news().ended(ended, reason, activeSince == null ? null : receipt);
        CallLog.Ending ending = new CallLog.Ending(
                ended, reason, endedAt, billableMs(), charged(), active == null ? List.of() : active.legs());
        scope.billing().then(() -> close(ending));
    }

    /** The two are free when the books are closed: a server that stops waits for both. */
    private void close(CallLog.Ending ending) {
        try {
            ports.log().ended(terms.callId(), ending);
        } catch (RuntimeException e) {
            LOG.error("call {}: its end is missing in the log", terms.callId(), e);
        }
        mailbox.post(() -> listener.settled(this));
    }

    private void enter(CallState next) {
        state = next;
        LOG.info("{}", next);
        Instant since = activeSince;
        if (next == CallState.CONNECTING || next == CallState.ACTIVE) {
            scope.billing().then(() -> ports.log().moved(terms.callId(), next, since));
        }
        CallView view = view();
        lastView = view;
        scope.news().state(view);
    }

    void onView(Consumer<Answer> reply) {
        mailbox.assertOwned();
        reply.accept(Answer.done(view()));
    }

    void onOverview(Consumer<RunningCall> reply) {
        mailbox.assertOwned();
        reply.accept(active == null ? RunningCall.waiting(view(), fundedMs) : active.overview(view()));
    }

    private CallView view() {
        return new CallView(
                terms.callId(),
                state,
                terms.kind(),
                terms.isBooked(),
                terms.increment(),
                terms.perMinute(),
                terms.viewer(),
                terms.performer(),
                terms.createdAt(),
                ringUntil,
                activeSince,
                billableMs(),
                charged(),
                outcome);
    }

    private long billableMs() {
        return active == null ? 0 : active.billableMs();
    }

    private Money charged() {
        if (charged != null) {
            return charged;
        }
        return active == null ? new Money(0, terms.perMinute().currency()) : active.charged();
    }

    private boolean isPerformer(Caller caller) {
        return terms.performer().id().equals(caller.userId());
    }

    private Answer over() {
        return Answer.refused(ErrorCode.CONFLICT, "the call is " + state + (outcome == null ? "" : ", " + outcome));
    }

    private void stopPatience() {
        if (patience != null) {
            patience.cancel();
            patience = null;
        }
    }
}
