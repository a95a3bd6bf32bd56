package dev.stagedoor.signaling.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.stagedoor.signaling.WalletService;
import dev.stagedoor.signaling.WalletService.Gift;
import dev.stagedoor.signaling.WalletService.GiftItem;
import dev.stagedoor.signaling.WalletService.GiftOutcome;
import dev.stagedoor.signaling.calls.CallService;
import dev.stagedoor.signaling.calls.CallTerms;
import dev.stagedoor.signaling.calls.Directory;
import dev.stagedoor.signaling.calls.EventSink;
import dev.stagedoor.signaling.protocol.CallState;
import dev.stagedoor.signaling.protocol.CallView.Party;
import dev.stagedoor.signaling.protocol.ServerEvent.GiftView;
import dev.stagedoor.signaling.protocol.ServerEvent.TipReceived;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Things of the catalogue, given at once. Sent five times under one id, a gift is booked once and announced once. */
public final class Gifts {
    /** Repeats come within seconds; a repeat after this many others would be announced again, never booked again. */
    private static final long ANNOUNCED_KEPT = 100_000;

    private final WalletService wallets;
    private final CallService calls;
    private final Directory directory;
    private final EventSink events;
    private final Cache<GiftKey, Boolean> announced =
            Caffeine.newBuilder().maximumSize(ANNOUNCED_KEPT).build();

    /** @param events where thanks and confirmations go */
    public Gifts(WalletService wallets, CallService calls, Directory directory, EventSink events) {
        this.wallets = wallets;
        this.calls = calls;
        this.directory = directory;
        this.events = events;
    }

    /** Why a gift did not even get to billing, or what billing said. */
    public sealed interface Answer {
        record Asked(GiftOutcome outcome) implements Answer {}

        record ToOneself() implements Answer {}

        record NoSuchPerformer() implements Answer {}

        /** No running call of the giver with this performer. */
        record NoSuchCall() implements Answer {}
    }

    /** Gives it and tells both sides. Blocks on billing. */
    public Answer give(Gift gift) {
        if (gift.viewerId().equals(gift.performerId())) {
            return new Answer.ToOneself();
        }
        Party viewer = directory.person(gift.viewerId());
        if (viewer == null || !directory.isPerformer(gift.performerId())) {
            return new Answer.NoSuchPerformer();
        }
        UUID callId = gift.callId();
        if (callId != null && !isInCall(gift, callId)) {
            return new Answer.NoSuchCall();
        }
        GiftOutcome outcome = wallets.give(gift);
        if (outcome instanceof GiftOutcome.Posted) {
            announce(gift, viewer);
        }
        return new Answer.Asked(outcome);
    }

    private boolean isInCall(Gift gift, UUID callId) {
        CallTerms call = calls.termsOf(
                callId, gift.viewerId(), state -> state == CallState.CONNECTING || state == CallState.ACTIVE);
        return call != null
                && call.viewer().id().equals(gift.viewerId())
                && call.performer().id().equals(gift.performerId());
    }

    private void announce(Gift gift, Party viewer) {
        if (announced.asMap().putIfAbsent(new GiftKey(gift.viewerId(), gift.giftId()), true) != null) {
            return;
        }
        TipReceived event = new TipReceived(
                gift.giftId(),
                gift.callId(),
                gift.anonymous() ? null : viewer.displayName(),
                gift.price(),
                gift.message(),
                shown(gift),
                gift.privateMessage() ? true : null);
        events.toUser(gift.performerId(), event);
        events.toUser(gift.viewerId(), event.toViewer());
    }

    /** Null for what has left the catalogue in between: it shows as its coins. */
    private @Nullable GiftView shown(Gift gift) {
        GiftItem item = wallets.gift(gift.item());
        return item == null ? null : GiftView.of(item, gift.quantity());
    }

    /** Clients choose ids, so two of them may choose the same. */
    private record GiftKey(UUID viewerId, UUID giftId) {}
}
