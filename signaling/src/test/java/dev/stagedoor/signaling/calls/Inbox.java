package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.protocol.ServerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Keeps what people are told. */
final class Inbox implements EventSink {
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(UUID to, ServerEvent event) {}

    @Override
    public synchronized void toUser(UUID userId, ServerEvent event) {
        entries.add(new Entry(userId, event));
    }

    @Override
    public synchronized void toSession(UUID sessionId, ServerEvent event) {
        entries.add(new Entry(sessionId, event));
    }

    /** What one person or device was told of one type, in order. */
    synchronized <E extends ServerEvent> List<E> of(UUID to, Class<E> type) {
        return entries.stream()
                .filter(entry -> entry.to().equals(to) && type.isInstance(entry.event()))
                .map(entry -> type.cast(entry.event()))
                .toList();
    }
}
