package dev.stagedoor.signaling.chat;

import dev.stagedoor.signaling.Entitlements;
import dev.stagedoor.signaling.Entitlements.Tip;
import dev.stagedoor.signaling.Entitlements.TipOutcome;
import dev.stagedoor.signaling.calls.CallService;
import dev.stagedoor.signaling.calls.Caller;
import dev.stagedoor.signaling.calls.Directory;
import dev.stagedoor.signaling.calls.EventSink;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.CallView.Party;
import dev.stagedoor.signaling.protocol.ClientMessage.TipSend;
import dev.stagedoor.signaling.protocol.ErrorCode;
import dev.stagedoor.signaling.protocol.ServerEvent.TipReceived;
import java.util.Set;
import java.util.UUID;

/** Coins given at once. Sent five times under one id, a tip is booked once and announced once. */
public final class Tips {
    private static final String COIN = "COIN";

    private final Entitlements entitlements;
    private final Places places;
    private final Directory directory;
    private final Announcements announcements;

    /** @param events where thanks and confirmations go */
    public Tips(
            Entitlements entitlements, CallService calls, Audience audience, Directory directory, EventSink events) {
        this.entitlements = entitlements;
        this.directory = directory;
        places = new Places(calls, audience, entitlements);
        announcements = new Announcements(events);
    }

    /** {@code tip.send}. Blocks on billing. */
    public Answer send(Caller caller, TipSend message) {
        if (!message.amount().currency().equals(COIN)) {
            return new Answer.Refused(ErrorCode.INVALID_REQUEST, "tips are given in " + COIN, "/amount/currency");
        }
        if (message.performerId().equals(caller.userId())) {
            return new Answer.Refused(ErrorCode.INVALID_REQUEST, "nobody tips themselves", "/performerId");
        }
        Set<UUID> onlookers = places.onlookers(
                message.tipId(), caller.userId(), message.performerId(), message.callId(), message.eventId());
        if (onlookers == null) {
            return message.callId() == null
                    ? Answer.refused(ErrorCode.NOT_FOUND, "you are in no such show of this performer")
                    : Answer.refused(ErrorCode.CALL_NOT_FOUND, "no running call of yours with this performer");
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
                announcements.make(caller.userId(), tip.performerId(), onlookers, event(message, tip, viewer));
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

    private static TipReceived event(TipSend message, Tip tip, Party viewer) {
        return new TipReceived(
                tip.tipId(),
                tip.callId(),
                message.eventId(),
                tip.anonymous() ? null : viewer.displayName(),
                tip.amount(),
                tip.message(),
                null,
                tip.privateMessage() ? true : null);
    }
}
