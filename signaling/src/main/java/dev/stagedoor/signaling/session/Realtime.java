package dev.stagedoor.signaling.session;

import dev.stagedoor.signaling.BookingDesk;
import dev.stagedoor.signaling.Entitlements;
import dev.stagedoor.signaling.MediaGateway;
import dev.stagedoor.signaling.Tracing;
import dev.stagedoor.signaling.WalletService;
import dev.stagedoor.signaling.calls.CallLog;
import dev.stagedoor.signaling.calls.CallService;
import dev.stagedoor.signaling.calls.CallSettings;
import dev.stagedoor.signaling.calls.Directory;
import dev.stagedoor.signaling.calls.Mailbox;
import dev.stagedoor.signaling.calls.Ports;
import dev.stagedoor.signaling.calls.PresenceBoard;
import dev.stagedoor.signaling.calls.Timers;
import dev.stagedoor.signaling.chat.Audience;
import dev.stagedoor.signaling.chat.CallChat;
import dev.stagedoor.signaling.chat.Gifts;
import dev.stagedoor.signaling.chat.Tips;
import dev.stagedoor.signaling.protocol.CloseCode;
import dev.stagedoor.signaling.protocol.Connection;
import dev.stagedoor.signaling.protocol.Endpoint;
import dev.stagedoor.signaling.protocol.MessageDecoder;
import dev.stagedoor.signaling.protocol.MessageEncoder;
import dev.stagedoor.signaling.protocol.MessageHandler;
import dev.stagedoor.signaling.protocol.Outages;
import dev.stagedoor.signaling.protocol.ServerEvent;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happens while people are connected: sessions, presence, calls, chat, tips. Give it to the WebSocket
 * route as its endpoint; begin with {@link #start()} and end with {@link #stop()}.
 */
public final class Realtime implements Endpoint {
    private final Outside outside;
    private final PresenceBoard presence;
    private final Sessions sessions;
    private final CallService calls;
    private final WalletNews wallets;
    private final Gifts gifts;
    private final Shared shared;

    /**
     * What it needs from outside.
     *
     * @param executor where messages and calls are worked on; tasks may block, so a virtual thread each
     */
    public record Outside(
            MediaGateway media,
            Entitlements entitlements,
            BookingDesk bookings,
            WalletService wallets,
            Audience audience,
            Directory directory,
            CallLog log,
            TokenCheck tokens,
            Outages outages,
            PresenceBoard presence,
            Timers timers,
            Tracing tracing,
            Executor executor) {}

    /** How patient it is. */
    public record Settings(SessionSettings sessions, CallSettings calls) {
        /** What a fresh installation uses. */
        public static Settings defaults() {
            return new Settings(SessionSettings.defaults(), CallSettings.defaults());
        }
    }

    /** Builds everything; nothing runs before {@link #start()}. */
    public Realtime(Outside outside, Settings settings) {
        this.outside = outside;
        this.presence = outside.presence();
        MessageEncoder encoder = new MessageEncoder();
        this.sessions = new Sessions(settings.sessions(), outside.timers(), presence, encoder);
        this.calls = new CallService(ports(), settings.calls(), presence);
        this.wallets = new WalletNews(outside.wallets(), sessions, new Mailbox(outside.executor()));
        this.gifts = new Gifts(
                outside.wallets(), outside.entitlements(), calls, outside.audience(), outside.directory(), sessions);
        Dispatcher dispatcher = new Dispatcher(
                calls,
                new CallChat(calls, sessions, outside.timers()),
                new Tips(outside.entitlements(), calls, outside.audience(), outside.directory(), sessions),
                presence);
        this.shared = new Shared(
                settings.sessions(),
                outside.timers(),
                outside.tokens(),
                outside.outages(),
                sessions,
                calls,
                dispatcher,
                outside.tracing(),
                new Shared.Codec(new MessageDecoder(), encoder));
    }

    private Ports ports() {
        return new Ports(
                outside.media(),
                outside.entitlements(),
                outside.bookings(),
                outside.directory(),
                outside.outages(),
                outside.log(),
                sessions,
                outside.timers(),
                outside.executor());
    }

    /** Listens to media, billing and presence, and closes what an earlier run left open. Blocks on the database. */
    public void start() {
        sessions.listen(calls::socket);
        // In a mailbox, because the board speaks inside its monitor and sending takes the sessions' monitors.
        Mailbox watchers = new Mailbox(outside.executor());
        presence.listen(change -> watchers.post(() -> sessions.toWatchers(change)));
        outside.media().listen(calls);
        outside.entitlements().listen(new BillingNews());
        calls.recover();
    }

    /**
     * Begins no new calls and tells everybody that the server stops; done when no call runs any more, however long that
     * takes.
     *
     * @param within when the server will stop at the latest
     */
    CompletableFuture<@Nullable Void> drain(Duration within) {
        CompletableFuture<@Nullable Void> drained = calls.drain();
        sessions.toAll(new ServerEvent.ServerDraining(within.toSeconds()));
        return drained;
    }

    /** Ends all calls fairly, then closes all connections. Done when every call is settled and logged. */
    public CompletableFuture<@Nullable Void> stop() {
        return calls.stop().whenComplete((_, _) -> sessions.close(CloseCode.GOING_AWAY));
    }

    /** Devices that are connected. */
    public int connections() {
        return sessions.connected();
    }

    /** Calls, for those who ask by REST. */
    public CallService calls() {
        return calls;
    }

    /** Gifts, for those who give by REST. */
    public Gifts gifts() {
        return gifts;
    }

    @Override
    public MessageHandler open(Connection connection, String remoteAddress) {
        ClientConnection client =
                new ClientConnection(shared, connection, remoteAddress, new Mailbox(outside.executor()));
        client.open();
        return client;
    }

    private final class BillingNews implements Entitlements.Listener {
        @Override
        public void walletChanged(UUID userId) {
            wallets.changed(userId);
            calls.walletChanged(userId);
        }

        @Override
        public void settledByRecovery(UUID callId) {
            calls.settledByRecovery(callId);
        }
    }
}
