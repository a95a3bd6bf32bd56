package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.MeterReading;
import dev.stagedoor.signaling.Entitlements.SwitchOutcome;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.CallView.SwitchRequest;
import dev.stagedoor.signaling.protocol.ErrorCode;
import dev.stagedoor.signaling.protocol.ServerEvent.SwitchEnd;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a call goes on with the other medium: one of the two asks, the other agrees, billing switches, media follows. Nobody
 * is asked for what takes the picture away and costs no more. Owned by the call's mailbox.
 *
 * <p>A picture is delivered only while the books count it: it stops before they are told that it ends, and begins when they
 * have said that it does. Where their answer is lost they are asked again, and every reading says once more what they count.
 */
final class MediumSwitch {
    private static final Logger LOG = LoggerFactory.getLogger(MediumSwitch.class);

    /** Told in the call's mailbox. */
    interface Listener {
        /** What people see of the call has changed. */
        void changed();

        /** The books count the other medium, and this is how they stand. */
        void switched(MeterReading reading);
    }

    private final CallScope scope;
    private final LongSupplier billableMs;
    private final Listener listener;
    private final Alarm patience;
    private boolean switching;
    /** Billing was asked and has not answered. */
    private boolean uncertain;

    private boolean stopped;

    /** @param billableMs delivered and paid time so far */
    MediumSwitch(CallScope scope, LongSupplier billableMs, Listener listener) {
        this.scope = scope;
        this.billableMs = billableMs;
        this.listener = listener;
        this.patience = new Alarm(scope.timers());
    }

    /** {@code switch.request}. Two who ask for the same have agreed. */
    void onRequest(Caller caller, CallKind kind, Consumer<Answer> reply) {
        Money price = scope.medium().otherPerMinute();
        SwitchRequest request = scope.medium().request();
        if (kind == scope.medium().kind() || switching) {
            reply.accept(Answer.done());
        } else if (price == null) {
            reply.accept(Answer.refused(
                    ErrorCode.CONFLICT, "This call was agreed beforehand with its price; it stays what it is."));
        } else if (request != null && !request.fromUserId().equals(caller.userId())) {
            go(request.fromUserId(), kind, reply);
        } else if (request != null) {
            reply.accept(Answer.done());
        } else if (kind == CallKind.VIDEO
                || price.amountMinor() > scope.medium().perMinute().amountMinor()) {
            ask(caller, kind, price);
            reply.accept(Answer.done());
        } else {
            go(caller.userId(), kind, reply);
        }
    }

    private void ask(Caller caller, CallKind kind, Money price) {
        scope.medium()
                .ask(new SwitchRequest(
                        caller.userId(),
                        kind,
                        price,
                        scope.clock().now().plus(scope.settings().switchTimeout())));
        patience.in(scope.settings().switchTimeout(), () -> close(caller.userId(), kind, SwitchEnd.EXPIRED));
        listener.changed();
    }

    /** {@code switch.accept}. */
    void onAccept(Caller caller, CallKind kind, Consumer<Answer> reply) {
        SwitchRequest request = scope.medium().request();
        if (kind == scope.medium().kind() || switching) {
            reply.accept(Answer.done());
        } else if (request == null) {
            reply.accept(gone());
        } else if (request.fromUserId().equals(caller.userId())) {
            reply.accept(Answer.refused(ErrorCode.FORBIDDEN, "The other side agrees, not the one who asks."));
        } else {
            go(request.fromUserId(), kind, reply);
        }
    }

    /** {@code switch.decline}: of the other side a no, of the one who asked a change of mind. */
    void onDecline(Caller caller, CallKind kind, Consumer<Answer> reply) {
        SwitchRequest request = scope.medium().request();
        if (request == null || kind != request.kind() || switching) {
            reply.accept(gone());
            return;
        }
        boolean own = request.fromUserId().equals(caller.userId());
        close(request.fromUserId(), kind, own ? SwitchEnd.WITHDRAWN : SwitchEnd.DECLINED);
        reply.accept(Answer.done());
    }

    /** The books are right about what they count, also where their answer to a switch never came. */
    void onReading(MeterReading reading) {
        CallKind counted = reading.kind();
        if (counted != null
                && !switching
                && (uncertain || counted != scope.medium().kind())) {
            LOG.warn(
                    "call {}: billing counts {}, so that is what it carries",
                    scope.terms().callId(),
                    counted);
            uncertain = false;
            carry(counted);
        }
    }

    void stop() {
        stopped = true;
        patience.stop();
        scope.medium().forgetRequest();
    }

    private void go(UUID fromUserId, CallKind kind, Consumer<Answer> reply) {
        patience.stop();
        if (kind == CallKind.AUDIO && !scope.media().carry(kind)) {
            refuse(
                    fromUserId,
                    kind,
                    SwitchEnd.FAILED,
                    Answer.refused(ErrorCode.INTERNAL, "the media node failed"),
                    reply);
            return;
        }
        switching = true;
        scope.billing().switchTo(kind, billableMs.getAsLong(), outcome -> {
            switching = false;
            if (stopped) {
                reply.accept(Answer.refused(ErrorCode.CONFLICT, "the call is over"));
            } else {
                onOutcome(fromUserId, kind, outcome, reply);
            }
        });
    }

    /** @param outcome null if billing does not answer: the next reading will tell */
    private void onOutcome(UUID fromUserId, CallKind kind, @Nullable SwitchOutcome outcome, Consumer<Answer> reply) {
        switch (outcome) {
            case null -> {
                // Whatever they count: there is no picture before they say so.
                uncertain = true;
                close(fromUserId, kind, SwitchEnd.FAILED);
                reply.accept(Answer.refused(ErrorCode.UNAVAILABLE, "The books do not answer. Try again in a moment."));
            }
            case SwitchOutcome.Switched(MeterReading reading) -> {
                uncertain = false;
                carry(kind);
                listener.switched(reading);
                reply.accept(Answer.done());
            }
            case SwitchOutcome.InsufficientFunds funds ->
                refuse(fromUserId, kind, SwitchEnd.INSUFFICIENT_FUNDS, CallRefusals.tooPoorToSwitch(funds), reply);
            case SwitchOutcome.NotPossible _ ->
                refuse(
                        fromUserId,
                        kind,
                        SwitchEnd.FAILED,
                        Answer.refused(ErrorCode.CONFLICT, "This call cannot be switched now."),
                        reply);
        }
    }

    private void carry(CallKind kind) {
        patience.stop();
        scope.medium().become(kind);
        scope.media().carry(kind);
        listener.changed();
    }

    private void refuse(UUID fromUserId, CallKind kind, SwitchEnd why, Answer answer, Consumer<Answer> reply) {
        scope.media().carry(scope.medium().kind());
        close(fromUserId, kind, why);
        reply.accept(answer);
    }

    /** It stays as it is. */
    private void close(UUID fromUserId, CallKind kind, SwitchEnd why) {
        patience.stop();
        scope.medium().forgetRequest();
        scope.news().switchClosed(fromUserId, kind, why);
        listener.changed();
    }

    private static Answer gone() {
        return Answer.refused(ErrorCode.CONFLICT, "Nobody asks for that any more.");
    }
}
