package dev.stagedoor.signaling.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.stagedoor.signaling.Entitlements;
import dev.stagedoor.signaling.Entitlements.Tip;
import dev.stagedoor.signaling.Entitlements.TipOutcome;
import dev.stagedoor.signaling.calls.CallService;
import dev.stagedoor.signaling.calls.CallTerms;
import dev.stagedoor.signaling.calls.Caller;
import dev.stagedoor.signaling.calls.Directory;
import dev.stagedoor.signaling.calls.EventSink;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.CallState;
import dev.stagedoor.signaling.protocol.CallView.Party;
import dev.stagedoor.signaling.protocol.ClientMessage.TipSend;
import dev.stagedoor.signaling.protocol.ErrorCode;
import dev.stagedoor.signaling.protocol.ServerEvent.TipReceived;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Coins given at once. Sent five times under one id, a tip is booked once and announced once. */
public final class Tips {
    private static final String COIN = "COIN";

    /** Repeats come within seconds; a repeat after this many other tips would be announced again, never booked again. */
    private static final long ANNOUNCED_KEPT = 100_000;

    private final Entitlements entitlements;
    private final CallService calls;
    private final Directory directory;
    private final EventSink events;
    private final Cache<TipKey, Boolean> announced =
            Caffeine.newBuilder().maximumSize(ANNOUNCED_KEPT).build();

    /** @param events where thanks and confirmations go */
    public Tips(Entitlements entitlements, CallService calls, Directory directory, EventSink events) {
        this.entitlements = entitlements;
        this.calls = calls;
        this.directory = directory;
        this.events = events;
    }

    /** {@code tip.send}. Blocks on billing. */
    public Answer send(Caller caller, TipSend message) {
        if (!message.amount().currency().equals(COIN)) {
            return new Answer.Refused(ErrorCode.INVALID_REQUEST, "tips are given in " + COIN, "/amount/currency");
        }
        if (message.performerId().equals(caller.userId())) {
            return new Answer.Refused(ErrorCode.INVALID_REQUEST, "nobody tips themselves", "/performerId");
        }
        if (message.callId() != null && !isInCall(caller.userId(), message.callId(), message.performerId())) {
            return Answer.refused(ErrorCode.CALL_NOT_FOUND, "no running call of yours with this performer");
        }
        Party viewer = directory.person(caller.userId());
        if (viewer == null || !directory.isPerformer(message.performerId())) {
            return Answer.refused(ErrorCode.NOT_FOUND, "no such performer");
        }
        Tip tip = new Tip(
                message.tipId(),
                caller.userId(),
                message.performerId(),
                message.callId(),
                message.amount(),
                message.message(),
                message.anonymous(),
                message.privateMessage() && !message.message().isEmpty());
        return switch (entitlements.tip(tip)) {
            case TipOutcome.Posted posted -> {
                announce(tip, viewer);
                yield new Answer.Done(new Answer.Result.Tipped(posted.available()));
            }
            case TipOutcome.InsufficientFunds funds ->
                Answer.refused(
                        ErrorCode.INSUFFICIENT_FUNDS,
                        "has %d of %d %s (minor units)"
                                .formatted(
                                        funds.available().amountMinor(),
                                        funds.required().amountMinor(),
                                        funds.required().currency()));
            case TipOutcome.Limited limited -> Answer.refused(ErrorCode.FORBIDDEN, limited.why());
            case TipOutcome.Conflict _ ->
                new Answer.Refused(ErrorCode.CONFLICT, "this id was used for another tip", "/tipId");
        };
    }

    private boolean isInCall(UUID viewerId, @Nullable UUID callId, UUID performerId) {
        CallTerms call = callId == null
                ? null
                : calls.termsOf(callId, viewerId, state -> state == CallState.CONNECTING || state == CallState.ACTIVE);
        return call != null
                && call.viewer().id().equals(viewerId)
                && call.performer().id().equals(performerId);
    }

    private void announce(Tip tip, Party viewer) {
        if (announced.asMap().putIfAbsent(new TipKey(tip.viewerId(), tip.tipId()), true) != null) {
            return;
        }
        TipReceived event = new TipReceived(
                tip.tipId(),
                tip.callId(),
                tip.anonymous() ? null : viewer.displayName(),
                tip.amount(),
                tip.message(),
                null,
                tip.privateMessage() ? true : null);
        events.toUser(tip.performerId(), event);
        events.toUser(tip.viewerId(), event.toViewer());
    }

    /** Clients choose tip ids, so two of them may choose the same. */
    private record TipKey(UUID viewerId, UUID tipId) {}
}
