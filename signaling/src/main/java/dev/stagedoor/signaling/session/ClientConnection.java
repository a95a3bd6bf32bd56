package dev.stagedoor.signaling.session;

import dev.stagedoor.signaling.calls.Mailbox;
import dev.stagedoor.signaling.calls.OwnedTimers;
import dev.stagedoor.signaling.calls.Timers;
import dev.stagedoor.signaling.identity.AccessToken;
import dev.stagedoor.signaling.protocol.Answer;
import dev.stagedoor.signaling.protocol.ClientMessage;
import dev.stagedoor.signaling.protocol.CloseCode;
import dev.stagedoor.signaling.protocol.Connection;
import dev.stagedoor.signaling.protocol.Decoded;
import dev.stagedoor.signaling.protocol.ErrorCode;
import dev.stagedoor.signaling.protocol.MessageHandler;
import dev.stagedoor.signaling.protocol.ServerEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One WebSocket: reads its messages in order, greets, watches for signs of life, and hands what a signed-in person says
 * to the {@link Dispatcher}. Owned by its mailbox, which may block.
 */
final class ClientConnection implements MessageHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

    /** Messages that may wait while one blocks on a database. */
    private static final int WAITING = 256;

    private final Shared shared;
    private final Connection connection;
    private final String remoteAddress;
    private final Mailbox mailbox;
    private final OwnedTimers timers;
    /** Of the request that became this connection; in the log of everything that comes of it. */
    private final Map<String, String> ids;

    private final RateLimit messages;
    private final RateLimit faults;

    private volatile long aliveAtNs;
    private @Nullable Session session;
    private Timers.@Nullable Timer ping;
    private Timers.@Nullable Timer helloDeadline;
    private Timers.@Nullable Timer tokenDeadline;
    private boolean closed;

    ClientConnection(Shared shared, Connection connection, String remoteAddress, Mailbox mailbox) {
        this.shared = shared;
        this.connection = connection;
        this.remoteAddress = remoteAddress;
        this.ids = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
        this.mailbox = mailbox;
        this.timers = new OwnedTimers(shared.timers(), mailbox);
        SessionSettings settings = shared.settings();
        long nowNs = shared.timers().nanoTime();
        this.messages = new RateLimit(2 * settings.messagesPerSecond(), settings.messagesPerSecond(), nowNs);
        this.faults = new RateLimit(settings.faultsPerSecond(), settings.faultsPerSecond(), nowNs);
        this.aliveAtNs = nowNs;
    }

    /** Begins to watch. */
    void open() {
        mailbox.post(() -> {
            helloDeadline =
                    timers.after(shared.settings().helloTimeout(), () -> connection.close(CloseCode.POLICY_VIOLATION));
            ping = timers.after(shared.settings().pingEvery(), this::ping);
        });
    }

    @Override
    public void onText(String text) {
        aliveAtNs = shared.timers().nanoTime();
        if (mailbox.size() < WAITING) {
            mailbox.post(() -> underOurIds(() -> read(text)));
        } else {
            connection.close(CloseCode.TRY_AGAIN_LATER);
        }
    }

    private void underOurIds(Runnable work) {
        MDC.setContextMap(ids);
        if (session != null) {
            MDC.put("userId", session.userId().toString());
        }
        try {
            work.run();
        } finally {
            MDC.clear();
        }
    }

    @Override
    public void onPong() {
        aliveAtNs = shared.timers().nanoTime();
    }

    @Override
    public void onClosed() {
        mailbox.post(this::leave);
    }

    private void leave() {
        if (closed) {
            return;
        }
        closed = true;
        for (Timers.Timer timer : new Timers.@Nullable Timer[] {ping, helloDeadline, tokenDeadline}) {
            if (timer != null) {
                timer.cancel();
            }
        }
        if (session != null && session.detach(connection)) {
            shared.sessions().detached(session);
        }
    }

    private void ping() {
        long silentNs = shared.timers().nanoTime() - aliveAtNs;
        if (silentNs > shared.settings().silence().toNanos()) {
            // The socket may never say that it is closed: the peer is gone, and so is the session's connection.
            connection.close(CloseCode.SILENT);
            leave();
        } else {
            connection.ping();
            ping = timers.after(shared.settings().pingEvery(), this::ping);
        }
    }

    private void read(String text) {
        if (closed) {
            return;
        }
        switch (shared.codec().decoder().decode(text)) {
            case Decoded.Malformed malformed -> {
                reply(malformed.replyTo(), malformed.answer());
                fault();
            }
            case Decoded.Message(String id, String type, ClientMessage body) -> {
                if (messages.take(shared.timers().nanoTime())) {
                    shared.tracing().step(type, () -> handle(id, body));
                } else {
                    reply(id, Answer.refused(ErrorCode.RATE_LIMITED, "too many messages"));
                }
            }
        }
    }

    private void fault() {
        if (!faults.take(shared.timers().nanoTime())) {
            LOG.info("{}: closed after too many messages without meaning", remoteAddress);
            connection.close(CloseCode.POLICY_VIOLATION);
        }
    }

    private void handle(String id, ClientMessage message) {
        try {
            switch (message) {
                case ClientMessage.Hello hello -> hello(id, hello);
                case ClientMessage.TokenRenew(String token) -> renew(id, token);
                default -> {
                    if (session == null) {
                        refuseStranger(id);
                    } else {
                        shared.dispatcher().dispatch(session, message, answer -> reply(id, answer));
                    }
                }
            }
        } catch (RuntimeException e) {
            failed(message, e);
            reply(id, shared.outages().answer(e));
        }
    }

    /** A database that is away is no fault to be traced in the log a thousand times. */
    private void failed(ClientMessage message, RuntimeException failure) {
        String type = message.getClass().getSimpleName();
        if (shared.outages().isBehind(failure)) {
            LOG.warn("{}: {} refused, the database does not answer: {}", remoteAddress, type, failure.getMessage());
        } else {
            LOG.error("{}: {} failed", remoteAddress, type, failure);
        }
    }

    private void refuseStranger(String id) {
        reply(id, Answer.refused(ErrorCode.UNAUTHENTICATED, "say hello first"));
        fault();
    }

    private void hello(String id, ClientMessage.Hello hello) {
        if (session != null) {
            reply(id, Answer.refused(ErrorCode.CONFLICT, "hello was said before"));
            return;
        }
        AccessToken token = verified(id, hello.token());
        if (token == null) {
            return;
        }
        if (helloDeadline != null) {
            helloDeadline.cancel();
        }
        ClientMessage.Resume resume = hello.resume();
        Session former = resume == null ? null : shared.sessions().find(resume.sessionId(), token.userId());
        boolean resumed = former != null && resume != null && former.canReplayAfter(resume.lastSeq());
        Session mine = resumed && former != null ? former : shared.sessions().open(token);
        Answer welcome = new Answer.Done(new Answer.Result.Welcome(
                mine.sessionId(), token.userId(), resumed, shared.calls().current(token.userId())));
        session = mine;
        mine.attach(
                connection,
                shared.codec().encoder().reply(id, welcome),
                resumed && resume != null ? resume.lastSeq() : 0);
        LOG.info("{} {}", resumed ? "resumed by" : "session of", token.userId());
        shared.sessions().attached(mine);
        expect(token);
    }

    private void renew(String id, String text) {
        if (session == null) {
            refuseStranger(id);
            return;
        }
        AccessToken token = verified(id, text);
        if (token == null) {
            return;
        }
        if (!token.userId().equals(session.userId())) {
            reply(id, Answer.refused(ErrorCode.FORBIDDEN, "the token is another person's"));
            return;
        }
        expect(token);
        reply(id, Answer.done());
    }

    /** Null if it is no good; that has been answered then. */
    private @Nullable AccessToken verified(String id, String text) {
        return switch (shared.tokens().verify(text)) {
            case AccessToken.Verification.Valid(AccessToken token) -> token;
            case AccessToken.Verification.Expired _ -> {
                reply(id, Answer.refused(ErrorCode.TOKEN_EXPIRED, "refresh the token"));
                yield null;
            }
            case AccessToken.Verification.Invalid _ -> {
                reply(id, Answer.refused(ErrorCode.UNAUTHENTICATED, "not a token of this server"));
                fault();
                yield null;
            }
        };
    }

    /** Asks for a newer token in time, and closes if none comes. */
    private void expect(AccessToken token) {
        if (tokenDeadline != null) {
            tokenDeadline.cancel();
        }
        Duration left = Duration.between(shared.timers().now(), token.expiresAt());
        Duration untilWarning = left.minus(shared.settings().tokenWarning());
        tokenDeadline = timers.after(untilWarning.isNegative() ? Duration.ZERO : untilWarning, () -> {
            Duration rest = Duration.between(shared.timers().now(), token.expiresAt());
            if (session != null) {
                session.send(new ServerEvent.TokenExpiring(Math.max(0, rest.toSeconds())));
            }
            tokenDeadline = timers.after(rest.isNegative() ? Duration.ZERO : rest, this::tokenOver);
        });
    }

    private void tokenOver() {
        connection.close(CloseCode.TOKEN_EXPIRED);
    }

    private void reply(@Nullable String id, Answer answer) {
        connection.send(shared.codec().encoder().reply(id, answer));
    }
}
