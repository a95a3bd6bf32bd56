package dev.stagedoor.signaling.session;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.RandomBasedGenerator;
import dev.stagedoor.signaling.calls.Caller;
import dev.stagedoor.signaling.calls.EventSink;
import dev.stagedoor.signaling.calls.PresenceBoard;
import dev.stagedoor.signaling.calls.Timers;
import dev.stagedoor.signaling.identity.AccessToken;
import dev.stagedoor.signaling.protocol.CloseCode;
import dev.stagedoor.signaling.protocol.MessageEncoder;
import dev.stagedoor.signaling.protocol.ServerEvent;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All sessions, by id and by person, and what their coming and going means for presence. Guarded by its monitor; what is
 * called inside it (the presence board, timers) does not block and does not call back.
 */
final class Sessions implements EventSink {
    private final SessionSettings settings;
    private final Timers timers;
    private final PresenceBoard presence;
    private final MessageEncoder encoder;
    /** Knowing a session's id and a token of its person is enough to resume it, so ids are random, not of time. */
    private final RandomBasedGenerator ids = Generators.randomBasedGenerator(new SecureRandom());

    private final Map<UUID, Presented> byId = new HashMap<>();
    private final Map<UUID, Map<UUID, Session>> byUser = new HashMap<>();
    private BiConsumer<Caller, Boolean> sockets = (_, _) -> {};

    Sessions(SessionSettings settings, Timers timers, PresenceBoard presence, MessageEncoder encoder) {
        this.settings = settings;
        this.timers = timers;
        this.presence = presence;
        this.encoder = encoder;
    }

    /** Who is told when a device loses its socket or has it back; set once, before the first session. */
    void listen(BiConsumer<Caller, Boolean> listener) {
        sockets = listener;
    }

    /** A new session without a connection. */
    synchronized Session open(AccessToken token) {
        Session session = new Session(ids.generate(), token, settings.replayedEvents(), encoder);
        Map<UUID, Session> own = byUser.computeIfAbsent(token.userId(), _ -> new LinkedHashMap<>());
        if (own.size() >= settings.sessionsPerUser()) {
            Session oldest = own.values().iterator().next();
            oldest.close(CloseCode.REPLACED);
            expire(oldest);
        }
        // Expiring the last one drops the map.
        byUser.computeIfAbsent(token.userId(), _ -> own).put(session.sessionId(), session);
        byId.put(session.sessionId(), new Presented(session));
        return session;
    }

    /** This person's session, null if there is none of this id: strangers learn nothing. */
    synchronized @Nullable Session find(UUID sessionId, UUID userId) {
        Presented known = byId.get(sessionId);
        return known != null && known.session.userId().equals(userId) ? known.session : null;
    }

    /** The session has a connection. */
    void attached(Session session) {
        synchronized (this) {
            Presented known = byId.get(session.sessionId());
            if (known == null) {
                return;
            }
            known.stopTimers();
            if (session.isPerformer() && !known.present) {
                known.present = true;
                presence.connected(session.userId());
            }
        }
        sockets.accept(new Caller(session.userId(), session.sessionId()), true);
    }

    /** The session has lost its connection. */
    void detached(Session session) {
        synchronized (this) {
            Presented known = byId.get(session.sessionId());
            if (known != null) {
                known.stopTimers();
                known.linger = timers.after(settings.presenceLinger(), () -> lingered(session));
                known.expiry = timers.after(settings.resumeWindow(), () -> expire(session));
            }
        }
        sockets.accept(new Caller(session.userId(), session.sessionId()), false);
    }

    private synchronized void lingered(Session session) {
        Presented known = byId.get(session.sessionId());
        if (known != null && known.present && !session.isConnected()) {
            known.present = false;
            presence.disconnected(session.userId());
        }
    }

    private synchronized void expire(Session session) {
        Presented known = byId.remove(session.sessionId());
        if (known == null) {
            return;
        }
        known.stopTimers();
        if (known.present) {
            presence.disconnected(session.userId());
        }
        Map<UUID, Session> own = byUser.get(session.userId());
        if (own != null) {
            own.remove(session.sessionId());
            if (own.isEmpty()) {
                byUser.remove(session.userId());
                presence.forget(session.userId());
            }
        }
    }

    /** How many have a connection. */
    int connected() {
        return (int) all().stream().filter(Session::isConnected).count();
    }

    synchronized boolean isConnected(UUID userId) {
        return byUser.getOrDefault(userId, Map.of()).values().stream().anyMatch(Session::isConnected);
    }

    @Override
    public void toUser(UUID userId, ServerEvent event) {
        List<Session> own;
        synchronized (this) {
            own = List.copyOf(byUser.getOrDefault(userId, Map.of()).values());
        }
        own.forEach(session -> session.send(event));
    }

    @Override
    public void toSession(UUID sessionId, ServerEvent event) {
        Presented known;
        synchronized (this) {
            known = byId.get(sessionId);
        }
        if (known != null) {
            known.session.send(event);
        }
    }

    /** To all who watch the performers. */
    void toWatchers(ServerEvent event) {
        all().stream().filter(Session::isWatchingPresence).forEach(session -> session.send(event));
    }

    /** To everybody. */
    void toAll(ServerEvent event) {
        all().forEach(session -> session.send(event));
    }

    /** Closes every connection. */
    void close(CloseCode code) {
        all().forEach(session -> session.close(code));
    }

    private synchronized List<Session> all() {
        List<Session> all = new ArrayList<>(byId.size());
        byId.values().forEach(known -> all.add(known.session));
        return all;
    }

    /** A session, and whether it counts as one of its performer's devices. */
    private static final class Presented {
        private final Session session;
        private boolean present;
        private Timers.@Nullable Timer linger;
        private Timers.@Nullable Timer expiry;

        private Presented(Session session) {
            this.session = session;
        }

        private void stopTimers() {
            if (linger != null) {
                linger.cancel();
                linger = null;
            }
            if (expiry != null) {
                expiry.cancel();
                expiry = null;
            }
        }
    }
}
