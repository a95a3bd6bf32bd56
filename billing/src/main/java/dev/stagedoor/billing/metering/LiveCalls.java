package dev.stagedoor.billing.metering;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sessions that run on this node. Any thread. */
final class LiveCalls {
    private final ConcurrentHashMap<UUID, LiveCall> calls = new ConcurrentHashMap<>();
    /** The same, by viewer: everybody whose coins move is looked up here. */
    private final ConcurrentHashMap<UUID, Set<LiveCall>> byViewer = new ConcurrentHashMap<>();

    private final SessionStore store;
    private final MeteringTerms terms;
    private final Supplier<UUID> ids;
    private final LongSupplier nanoTime;
    private final UUID nodeId;

    LiveCalls(SessionStore store, MeteringTerms terms, MeteringContext context) {
        this.store = store;
        this.terms = terms;
        this.ids = context.ids();
        this.nanoTime = context.nanoTime();
        this.nodeId = context.nodeId();
    }

    /** The call, read from the database when this node owns it and has forgotten; null if it is over or another's. */
    @Nullable
    LiveCall find(UUID callId) {
        LiveCall known = calls.get(callId);
        if (known != null) {
            return known;
        }
        SessionSnapshot session = store.find(callId);
        if (session == null
                || session.state().isTerminal()
                || !session.fence().nodeId().equals(nodeId)) {
            return null;
        }
        long spendableMinor = store.spendableWithinLimits(session.viewerId());
        return calls.computeIfAbsent(callId, _ -> {
            LiveCall call = new LiveCall(store, terms, ids, nanoTime, session, spendableMinor);
            byViewer.compute(call.viewerId(), (_, theirs) -> {
                Set<LiveCall> all = theirs == null ? ConcurrentHashMap.newKeySet() : theirs;
                all.add(call);
                return all;
            });
            return call;
        });
    }

    void forget(LiveCall call) {
        calls.remove(call.callId(), call);
        byViewer.computeIfPresent(call.viewerId(), (_, theirs) -> {
            theirs.remove(call);
            return theirs.isEmpty() ? null : theirs;
        });
    }

    int size() {
        return calls.size();
    }

    Collection<LiveCall> all() {
        return List.copyOf(calls.values());
    }

    void fundsChanged(UUID userId) {
        byViewer.getOrDefault(userId, Set.of()).forEach(LiveCall::fundsChanged);
    }
}
