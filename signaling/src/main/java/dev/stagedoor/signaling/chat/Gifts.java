package dev.stagedoor.signaling.chat;

import dev.stagedoor.signaling.Entitlements;
import dev.stagedoor.signaling.WalletService;
import dev.stagedoor.signaling.WalletService.Gift;
import dev.stagedoor.signaling.WalletService.GiftItem;
import dev.stagedoor.signaling.WalletService.GiftOutcome;
import dev.stagedoor.signaling.calls.CallService;
import dev.stagedoor.signaling.calls.Directory;
import dev.stagedoor.signaling.calls.EventSink;
import dev.stagedoor.signaling.protocol.CallView.Party;
import dev.stagedoor.signaling.protocol.ServerEvent.GiftView;
import dev.stagedoor.signaling.protocol.ServerEvent.TipReceived;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Things of the catalogue, given at once. Sent five times under one id, a gift is booked once and announced once. */
public final class Gifts {
    private final WalletService wallets;
    private final Places places;
    private final Directory directory;
    private final Announcements announcements;

    /** @param events where thanks and confirmations go */
    public Gifts(
            WalletService wallets,
            Entitlements entitlements,
            CallService calls,
            Audience audience,
            Directory directory,
            EventSink events) {
        this.wallets = wallets;
        this.directory = directory;
        places = new Places(calls, audience, entitlements);
        announcements = new Announcements(events);
    }

    /** Why a gift did not even get to billing, or what billing said. */
    public sealed interface Answer {
        record Asked(GiftOutcome outcome) implements Answer {}

        record ToOneself() implements Answer {}

        record NoSuchPerformer() implements Answer {}

        /** No running call of the giver with this performer. */
        record NoSuchCall() implements Answer {}

        /** The giver is not in this show of this performer. */
        record NoSuchShow() implements Answer {}
    }

    /**
     * Gives it, and tells both sides and whoever looks on. Blocks on billing.
     *
     * @param eventId the show that it is given in, null outside one
     */
    public Answer give(Gift gift, @Nullable UUID eventId) {
        if (gift.viewerId().equals(gift.performerId())) {
            return new Answer.ToOneself();
        }
        Party viewer = directory.person(gift.viewerId());
        if (viewer == null || !directory.isPerformer(gift.performerId())) {
            return new Answer.NoSuchPerformer();
        }
        Set<UUID> onlookers =
                places.onlookers(gift.giftId(), gift.viewerId(), gift.performerId(), gift.callId(), eventId);
        if (onlookers == null) {
            return gift.callId() == null ? new Answer.NoSuchShow() : new Answer.NoSuchCall();
        }
        GiftOutcome outcome = wallets.give(gift);
        if (outcome instanceof GiftOutcome.Posted) {
            announcements.make(gift.viewerId(), gift.performerId(), onlookers, event(gift, eventId, viewer));
        }
        return new Answer.Asked(outcome);
    }

    private TipReceived event(Gift gift, @Nullable UUID eventId, Party viewer) {
        return new TipReceived(
                gift.giftId(),
                gift.callId(),
                eventId,
                gift.anonymous() ? null : viewer.displayName(),
                gift.price(),
                gift.message(),
                shown(gift),
                gift.privateMessage() ? true : null);
    }

    /** Null for what has left the catalogue in between: it shows as its coins. */
    private @Nullable GiftView shown(Gift gift) {
        GiftItem item = wallets.gift(gift.item());
        return item == null ? null : GiftView.of(item, gift.quantity());
    }
}
