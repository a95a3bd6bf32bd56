package dev.stagedoor.signaling.protocol;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.EndReason;
import dev.stagedoor.signaling.Entitlements.Funding;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.WalletService.GiftItem;
import dev.stagedoor.signaling.WalletService.Wallet;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything the server says without being asked, without the envelope's {@code type} and {@code seq}. */
public sealed interface ServerEvent {
    /** {@code token.expiring}: renew within this time or be disconnected. */
    record TokenExpiring(long inSeconds) implements ServerEvent {}

    /** {@code server.draining}: the server begins nothing new and stops within this time; calls that run may go on. */
    record ServerDraining(long inSeconds) implements ServerEvent {}

    /** {@code presence.changed}: to those who watch. */
    record PresenceChanged(UUID performerId, Presence presence) implements ServerEvent {}

    /** {@code call.incoming}: to the performer, who has until {@code call.ringUntil}. */
    record CallIncoming(CallView call) implements ServerEvent {}

    /** {@code call.state}: to both, at every change of state. */
    record CallStateChanged(CallView call) implements ServerEvent {}

    /** {@code call.taken}: another device of the same person has taken the call over; this one should let go. */
    record CallTaken(UUID callId) implements ServerEvent {}

    /** {@code media.state}: the other side switched microphone or camera. */
    record MediaStateChanged(UUID callId, UUID userId, boolean audio, boolean video) implements ServerEvent {}

    /**
     * {@code call.meter}: about once a second while the call is active.
     *
     * @param spendable the viewer's copy only: coins outside this call
     * @param remainingMs the viewer's copy only: billable time until the coins run out
     * @param earned the performer's copy only
     */
    record CallMeter(
            UUID callId,
            long deliveredMs,
            Money charged,
            @Nullable Money spendable,
            @Nullable Long remainingMs,
            @Nullable Money earned,
            Funding funding,
            boolean flowing)
            implements ServerEvent {}

    /** {@code call.warning}: to the viewer, once per level and again after a top-up. */
    record CallWarning(UUID callId, WarningLevel level, long remainingMs) implements ServerEvent {}

    /** How near the end of the coins is. */
    enum WarningLevel {
        LOW,
        FINAL
    }

    /** {@code call.paused}: nothing is delivered and nothing charged; the call ends in {@code untilMs} milliseconds. */
    record CallPaused(UUID callId, PauseReason reason, long untilMs) implements ServerEvent {}

    /** Why a call stands still. */
    enum PauseReason {
        INSUFFICIENT_FUNDS,
        RECONNECTING
    }

    /** {@code call.resumed}: it goes on. */
    record CallResumed(UUID callId) implements ServerEvent {}

    /** {@code switch.closed}: the call goes on as it is; a switch that was made is told by {@code call.state}. */
    record SwitchClosed(UUID callId, UUID fromUserId, CallKind kind, SwitchEnd outcome) implements ServerEvent {}

    /** Why a call was not switched. */
    enum SwitchEnd {
        DECLINED,
        WITHDRAWN,
        EXPIRED,
        INSUFFICIENT_FUNDS,
        FAILED
    }

    /** {@code call.ended}: with the receipt once the call is settled; a call that cost nothing may have none. */
    record CallEnded(
            UUID callId,
            CallOutcome outcome,
            EndReason reason,
            @Nullable ReceiptView receipt) implements ServerEvent {}

    /**
     * {@code tip.received}: to the performer, to the viewer as a confirmation, and in a show to everybody who is in it. No name if
     * anonymous.
     *
     * @param eventId the show it was given in
     * @param gift what was given, null for plain coins
     * @param message of a private one in the performer's copy only: others may look at the viewer's screen, too
     * @param privateMessage null unless there is a message for the performer alone
     */
    record TipReceived(
            UUID tipId,
            @Nullable UUID callId,
            @Nullable UUID eventId,
            @Nullable String fromName,
            Money amount,
            String message,
            @Nullable GiftView gift,
            @Nullable Boolean privateMessage)
            implements ServerEvent {
        /** Everybody's copy but the performer's. */
        public TipReceived toViewer() {
            return privateMessage == null
                    ? this
                    : new TipReceived(tipId, callId, eventId, fromName, amount, "", gift, privateMessage);
        }
    }

    /** A gift as it is shown: its names and drawing are the catalogue's, see {@link GiftItem}. */
    record GiftView(
            String item,
            String name,
            Map<String, String> names,
            String symbol,
            String category,
            String animation,
            int quantity) {
        /** That many of it. */
        public static GiftView of(GiftItem item, int quantity) {
            return new GiftView(
                    item.id(), item.name(), item.names(), item.symbol(), item.category(), item.animation(), quantity);
        }
    }

    /** {@code chat.message}: to both sides of the call, the writer included. */
    record ChatMessage(UUID callId, UUID fromUserId, String text, Instant at) implements ServerEvent {}

    /** {@code wallet.changed}: the balance after a purchase, a tip, a hold or a capture. */
    record WalletChanged(Wallet wallet) implements ServerEvent {}
}
