package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.people.PresenceSource;
import dev.stagedoor.signaling.protocol.Presence;
import dev.stagedoor.signaling.protocol.ServerEvent.PresenceChanged;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Who can be called now. What others see follows from three facts: is a device connected, what did the performer choose,
 * are they in a call. Bounded by the number of sessions. Guarded by its monitor; listeners are called inside it, so that
 * changes of one performer arrive in order, and must not block.
 */
public final class PresenceBoard implements PresenceSource {
    private final Map<UUID, Entry> performers = new HashMap<>();
    private final Set<UUID> inCall = new HashSet<>();
    private final List<Consumer<PresenceChanged>> listeners = new CopyOnWriteArrayList<>();

    /** Adds a listener for changes. */
    public void listen(Consumer<PresenceChanged> listener) {
        listeners.add(listener);
    }

    @Override
    public synchronized Presence presenceOf(UUID performerId) {
        Entry entry = performers.get(performerId);
        return entry == null ? Presence.OFFLINE : entry.seen(inCall.contains(performerId));
    }

    @Override
    public synchronized Map<UUID, Presence> present() {
        Map<UUID, Presence> present = new HashMap<>();
        for (UUID id : performers.keySet()) {
            Presence presence = presenceOf(id);
            if (presence != Presence.OFFLINE) {
                present.put(id, presence);
            }
        }
        return present;
    }

    /** A device of a performer is connected. */
    public synchronized void connected(UUID performerId) {
        change(performerId, () -> entry(performerId).devices++);
    }

    /** A device is gone. */
    public synchronized void disconnected(UUID performerId) {
        change(performerId, () -> {
            entry(performerId).devices--;
        });
    }

    /** The performer says what they want to be seen as; BUSY is not theirs to choose. */
    public synchronized void choose(UUID performerId, Presence chosen) {
        change(performerId, () -> entry(performerId).chosen = chosen);
    }

    /** The performer will not resume: what they chose is over. */
    public synchronized void forget(UUID performerId) {
        Entry entry = performers.get(performerId);
        if (entry != null && entry.devices == 0) {
            change(performerId, () -> performers.remove(performerId));
        }
    }

    /** A call with this person has begun or is settled. */
    synchronized void inCall(UUID userId, boolean yes) {
        change(userId, () -> {
            if (yes) {
                inCall.add(userId);
            } else {
                inCall.remove(userId);
            }
        });
    }

    private Entry entry(UUID performerId) {
        return performers.computeIfAbsent(performerId, _ -> new Entry());
    }

    private void change(UUID performerId, Runnable what) {
        Presence before = presenceOf(performerId);
        what.run();
        Presence after = presenceOf(performerId);
        if (before != after) {
            PresenceChanged change = new PresenceChanged(performerId, after);
            listeners.forEach(listener -> listener.accept(change));
        }
    }

    private static final class Entry {
        private int devices;
        private Presence chosen = Presence.OFFLINE;

        private Presence seen(boolean inCall) {
            if (devices <= 0) {
                return Presence.OFFLINE;
            }
            return inCall ? Presence.BUSY : chosen;
        }
    }
}
