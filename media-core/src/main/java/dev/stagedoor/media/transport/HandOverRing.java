package dev.stagedoor.media.transport;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams on their way from the loop whose socket received them to the loop whose participant they are for; one writer, one
 * reader, bounded, and without objects. The reader works in the slots and gives them back after its turn.
 */
final class HandOverRing {
    /** Datagrams that may wait: two full receive bursts. */
    static final int CAPACITY = 2 * ReceiveBatch.BURST;

    private final ReceiveBatch slots = new ReceiveBatch(CAPACITY);
    private final @Nullable PeerTransport[] peers = new @Nullable PeerTransport[CAPACITY];
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong released = new AtomicLong();

    /** Copies a received datagram in; false if the ring is full. Writer. */
    boolean offer(@Nullable PeerTransport peer, ReceiveBatch batch, int index) {
        long number = written.getPlain();
        if (number - released.getAcquire() == CAPACITY) {
            return false;
        }
        int slot = slot(number);
        slots.copy(slot, batch, index);
        peers[slot] = peer;
        written.setRelease(number + 1);
        return true;
    }

    /** Whether the reader has something to do, or had a moment ago. Writer. */
    boolean mayWait() {
        return written.getPlain() != released.getAcquire();
    }

    /** How many datagrams wait. Reader. */
    int waiting() {
        return (int) (written.getAcquire() - released.getPlain());
    }

    /** Slot of a waiting datagram, 0 being the oldest. Reader. */
    int slotOf(int index) {
        return slot(released.getPlain() + index);
    }

    ReceiveBatch slots() {
        return slots;
    }

    @Nullable
    PeerTransport peer(int slot) {
        return peers[slot];
    }

    /** Gives the oldest slots back. Reader. */
    void release(int count) {
        for (int i = 0; i < count; i++) {
            peers[slotOf(i)] = null;
        }
        released.setRelease(released.getPlain() + count);
    }

    private static int slot(long number) {
        return (int) (number % CAPACITY);
    }
}
