package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.EndReason;
import dev.stagedoor.signaling.Entitlements.Receipt;
import dev.stagedoor.signaling.protocol.CallOutcome;
import dev.stagedoor.signaling.protocol.CallView;
import dev.stagedoor.signaling.protocol.ReceiptView;
import dev.stagedoor.signaling.protocol.ServerEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the two people of a call are told, and who may see what of it. */
final class CallNews {
    private final CallTerms terms;
    private final EventSink events;

    CallNews(CallTerms terms, EventSink events) {
        this.terms = terms;
        this.events = events;
    }

    void incoming(CallView call) {
        toPerformer(new ServerEvent.CallIncoming(call));
    }

    void state(CallView call) {
        toBoth(new ServerEvent.CallStateChanged(call));
    }

    void taken(UUID formerSessionId) {
        events.toSession(formerSessionId, new ServerEvent.CallTaken(terms.callId()));
    }

    void mediaState(UUID ofUserId, boolean audio, boolean video) {
        events.toUser(
                terms.partnerOf(ofUserId).id(),
                new ServerEvent.MediaStateChanged(terms.callId(), ofUserId, audio, video));
    }

    /** The viewer sees what is left, the performer what is earned. */
    void meter(CallMeter meter) {
        UUID callId = terms.callId();
        toViewer(new ServerEvent.CallMeter(
                callId,
                meter.billableMs(),
                meter.charged(),
                meter.spendable(),
                meter.remainingMs(),
                null,
                meter.funding(),
                meter.flowing()));
        toPerformer(new ServerEvent.CallMeter(
                callId,
                meter.billableMs(),
                meter.charged(),
                null,
                null,
                meter.earned(),
                meter.funding(),
                meter.flowing()));
    }

    void warning(ServerEvent.WarningLevel level, long remainingMs) {
        toViewer(new ServerEvent.CallWarning(terms.callId(), level, remainingMs));
    }

    void paused(ServerEvent.PauseReason reason, long untilMs) {
        toBoth(new ServerEvent.CallPaused(terms.callId(), reason, untilMs));
    }

    void resumed() {
        toBoth(new ServerEvent.CallResumed(terms.callId()));
    }

    void switchClosed(UUID fromUserId, CallKind kind, ServerEvent.SwitchEnd why) {
        toBoth(new ServerEvent.SwitchClosed(terms.callId(), fromUserId, kind, why));
    }

    /** @param receipt null if the call cost nothing or is not settled yet */
    void ended(CallOutcome outcome, EndReason reason, @Nullable Receipt receipt) {
        UUID callId = terms.callId();
        toViewer(new ServerEvent.CallEnded(
                callId, outcome, reason, receipt == null ? null : ReceiptView.forViewer(receipt)));
        toPerformer(new ServerEvent.CallEnded(
                callId, outcome, reason, receipt == null ? null : ReceiptView.forPerformer(receipt)));
    }

    private void toBoth(ServerEvent event) {
        toViewer(event);
        toPerformer(event);
    }

    private void toViewer(ServerEvent event) {
        events.toUser(terms.viewer().id(), event);
    }

    private void toPerformer(ServerEvent event) {
        events.toUser(terms.performer().id(), event);
    }
}
