package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements.EndReason;
import dev.stagedoor.signaling.Entitlements.HoldOutcome;
import dev.stagedoor.signaling.MediaGateway.RoomUsage;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.CallOutcome;
import dev.stagedoor.signaling.protocol.CallState;
import dev.stagedoor.signaling.protocol.CallView;
import dev.stagedoor.signaling.protocol.ErrorCode;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
 * A booked call does not ring: it is connecting as soon as what was held for it is opened. Whoever comes first ends it;
 * everybody later finds it ended. Methods named {@code on…} run in the call's mailbox.
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
    private final Progress progress;
    private final Connectivity sides;
    private final Alarm patience;
    private final Closing closing;

    private long fundedMs;

    Call(CallTerms terms, CallSettings settings, Ports ports, Listener listener) {
        this.terms = terms;
        this.ports = ports;
        this.listener = listener;
        this.mailbox = new Mailbox(ports.executor(), CallScope.ids(terms));
        this.scope = CallScope.of(terms, settings, ports, mailbox);
        this.progress = new Progress(terms, scope.medium());
        this.patience = new Alarm(scope.timers());
        this.sides = new Connectivity(terms, scope.settings().socketGrace(), scope.timers(), this::onConnectivity);
        this.closing = new Closing(scope, progress, ports.log(), () -> mailbox.post(() -> listener.settled(this)));
    }

    CallTerms terms() {
        return terms;
    }

    /** The state at this moment; may be old when it is read. */
    CallState state() {
        return progress.state();
    }

    /** What it looked like a moment ago, null if it does not ring yet. */
    @Nullable
    CallView lastView() {
        return progress.lastView();
    }

    /** Hands the call a task for its own thread. */
    void post(Consumer<Call> task) {
        mailbox.post(() -> task.accept(this));
    }

    /** Begins: holds the minimum and rings, or connects if it was booked. Replies when it does or cannot. */
    void onRequest(Caller caller, Consumer<Answer> reply) {
        mailbox.assertOwned();
        sides.side(caller.userId()).carriedBy(caller.sessionId());
        scope.billing().hold(terms, outcome -> onHold(outcome, reply), answer -> refuse(answer, reply));
    }

    private void onHold(HoldOutcome hold, Consumer<Answer> reply) {
        if (progress.is(CallState.ENDED)) {
            reply.accept(progress.over());
            return;
        }
        if (hold instanceof HoldOutcome.Held(Money amount)) {
            fundedMs = FundedTime.of(amount, terms.perMinute(), terms.increment());
            scope.billing().then(() -> ports.log().opened(terms));
            ring();
            reply.accept(progress.is(CallState.ENDED) ? progress.over() : Answer.done(progress.look()));
            return;
        }
        refuse(CallRefusals.of(hold), reply);
    }

    private void refuse(Answer why, Consumer<Answer> reply) {
        progress.enter(CallState.ENDED);
        listener.refused(this);
        reply.accept(why);
    }

    private void ring() {
        if (terms.isBooked()) {
            connect();
            return;
        }
        progress.ring(ports.timers().now().plus(scope.settings().ringTimeout()));
        patience.in(scope.settings().ringTimeout(), () -> end(EndReason.MISSED));
        enter(CallState.RINGING);
        scope.news().incoming(progress.look());
    }

    void onAccept(Caller caller, Consumer<Answer> reply) {
        mailbox.assertOwned();
        if (!isPerformer(caller)) {
            reply.accept(Answer.refused(ErrorCode.FORBIDDEN, "only the performer accepts"));
        } else if (progress.is(CallState.ENDED) || progress.is(CallState.REQUESTED)) {
            reply.accept(progress.over());
        } else {
            if (progress.is(CallState.RINGING)) {
                sides.performer().carriedBy(caller.sessionId());
                connect();
            }
            reply.accept(progress.is(CallState.ENDED) ? progress.over() : Answer.done(progress.look()));
        }
    }

    private void connect() {
        patience.stop();
        if (!scope.media().open()) {
            end(EndReason.FAILED);
            return;
        }
        patience.in(scope.settings().connectTimeout(), () -> end(EndReason.NEVER_CONNECTED));
        enter(CallState.CONNECTING);
    }

    void onDecline(Caller caller, Consumer<Answer> reply) {
        mailbox.assertOwned();
        if (!isPerformer(caller)) {
            reply.accept(Answer.refused(ErrorCode.FORBIDDEN, "only the performer declines"));
        } else if (progress.is(CallState.RINGING) || progress.outcome() == CallOutcome.DECLINED) {
            end(EndReason.REJECTED);
            reply.accept(Answer.done(progress.look()));
        } else {
            reply.accept(progress.over());
        }
    }

    /** A cancel that crossed the accept still ends the call: the viewer has changed their mind, and nothing is charged. */
    void onCancel(Caller caller, Consumer<Answer> reply) {
        mailbox.assertOwned();
        if (isPerformer(caller)) {
            reply.accept(Answer.refused(ErrorCode.FORBIDDEN, "only the viewer cancels"));
        } else if (progress.is(CallState.ACTIVE)
                || (progress.is(CallState.ENDED) && progress.outcome() != CallOutcome.CANCELLED)) {
            reply.accept(progress.over());
        } else {
            end(EndReason.CANCELLED);
            reply.accept(Answer.done(progress.look()));
        }
    }

    void onEnd(Caller caller, Consumer<Answer> reply) {
        mailbox.assertOwned();
        end(Outcomes.hangUp(progress.state(), isPerformer(caller)));
        reply.accept(Answer.done(progress.look()));
    }

    void onOffer(Caller caller, String sdp, Consumer<Answer> reply) {
        mailbox.assertOwned();
        if (!progress.is(CallState.CONNECTING) && !progress.is(CallState.ACTIVE)) {
            reply.accept(progress.over());
            return;
        }
        Answer answer = scope.media().answer(caller.userId(), sdp);
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
        if (progress.is(CallState.ENDED)) {
            reply.accept(progress.over());
        } else {
            scope.news().mediaState(caller.userId(), audio, video);
            reply.accept(Answer.done());
        }
    }

    /** What concerns the medium: a call that is not active has nothing to switch. */
    void onSwitch(Consumer<Answer> reply, Consumer<MediumSwitch> task) {
        mailbox.assertOwned();
        ActivePhase running = progress.running();
        if (running == null) {
            reply.accept(progress.over());
        } else {
            task.accept(running.medium());
        }
    }

    /** The media node reports. The first time media flows both ways, the clock starts. */
    void onUsage(RoomUsage usage) {
        mailbox.assertOwned();
        if (progress.is(CallState.CONNECTING) && usage.flowing()) {
            activate();
        }
        ActivePhase running = progress.running();
        if (running != null) {
            running.onUsage(usage);
            progress.remember(progress.look());
        }
    }

    private void activate() {
        patience.stop();
        ActivePhase active = new ActivePhase(scope, fundedMs, this::end, this::show);
        progress.activate(active, ports.timers().now());
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
        if (!progress.is(CallState.ENDED)) {
            sides.onSocket(device, up);
        }
    }

    private void onConnectivity() {
        ActivePhase running = progress.running();
        if (running != null) {
            running.onConnectivity(sides.anyMissing(), sides.anySilent());
        } else if (progress.is(CallState.RINGING) && sides.viewer().isSilent()) {
            // Nobody is left who could take the answer; the performer's phone should not go on ringing.
            end(EndReason.CANCELLED);
        }
    }

    /** Coins may have come, or gone elsewhere. */
    void onWalletChanged() {
        mailbox.assertOwned();
        ActivePhase running = progress.running();
        if (running != null) {
            running.ask();
        }
    }

    /** Ends the call from outside: the node stops, or billing has settled it behind our back. */
    void onStop(EndReason ifActive) {
        mailbox.assertOwned();
        end(progress.is(CallState.ACTIVE) ? ifActive : EndReason.FAILED);
    }

    private void end(EndReason reason) {
        if (progress.is(CallState.ENDED)) {
            return;
        }
        if (progress.is(CallState.REQUESTED)) {
            // Nobody has heard of it yet. The hold on its way is made before this undoes it: billing has one queue.
            progress.enter(CallState.ENDED);
            scope.billing().end(0, reason, _ -> listener.refused(this));
            return;
        }
        patience.stop();
        boolean wasActive = progress.is(CallState.ACTIVE);
        // Delivery stops before the settlement is asked for: nothing is delivered that is not on the receipt.
        scope.media().close();
        sides.stop();
        ActivePhase active = progress.active();
        if (active != null) {
            active.stop();
        }
        CallOutcome outcome = Outcomes.of(reason, wasActive);
        progress.ended(outcome);
        enter(CallState.ENDED);
        closing.begin(outcome, reason);
    }

    private void enter(CallState next) {
        progress.enter(next);
        LOG.info("{}", next);
        Instant since = progress.activeSince();
        if (next == CallState.CONNECTING || next == CallState.ACTIVE) {
            scope.billing().then(() -> ports.log().moved(terms.callId(), next, since));
        }
        show();
    }

    private void show() {
        CallView view = progress.look();
        progress.remember(view);
        scope.news().state(view);
    }

    void onView(Consumer<Answer> reply) {
        mailbox.assertOwned();
        reply.accept(Answer.done(progress.look()));
    }

    void onOverview(Consumer<RunningCall> reply) {
        mailbox.assertOwned();
        ActivePhase active = progress.active();
        CallView view = progress.look();
        reply.accept(active == null ? RunningCall.waiting(view, fundedMs) : active.overview(view));
    }

    private boolean isPerformer(Caller caller) {
        return terms.performer().id().equals(caller.userId());
    }
}
