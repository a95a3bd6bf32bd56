package dev.stagedoor.media.transport;

import dev.stagedoor.media.ice.TransportAddress;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Which participant an address belongs to. Asked by every loop for every datagram, changed a few times in a participant's life:
 * so reading takes no lock and makes no object, and writing takes one.
 *
 * <p>Open addressing with linear probing. A slot, once filled, is never emptied but only overwritten within one array,
 * so a reader that follows a chain while it changes finds each entry that was there before; growing makes a new array.
 */
final class AddressTable<V> {
    private static final int INITIAL_SLOTS = 64;

    private volatile AtomicReferenceArray<@Nullable Entry<V>> slots = new AtomicReferenceArray<>(INITIAL_SLOTS);
    /** Slots that are not free, whether their address is in use or not. */
    private int filled;

    /** Whose address this is, or null. Any thread. */
    @Nullable
    V get(long high, long low, int port) {
        AtomicReferenceArray<@Nullable Entry<V>> array = slots;
        Entry<V> entry = array.get(find(array, high, low, port));
        return entry == null ? null : entry.value;
    }

    /** Gives the address to somebody, whoever had it before. */
    synchronized void put(TransportAddress address, V value) {
        if ((filled + 1) * 2 > slots.length()) {
            rebuild();
        }
        set(slots, new Entry<>(address.high(), address.low(), address.port(), value));
    }

    /** Takes the address away from this owner; without effect if somebody else has it by now. */
    synchronized void remove(TransportAddress address, V value) {
        int slot = find(slots, address.high(), address.low(), address.port());
        Entry<V> entry = slots.get(slot);
        if (entry != null && value.equals(entry.value)) {
            slots.set(slot, new Entry<>(entry.high, entry.low, entry.port, null));
        }
    }

    private void set(AtomicReferenceArray<@Nullable Entry<V>> array, Entry<V> entry) {
        int slot = find(array, entry.high, entry.low, entry.port);
        if (array.get(slot) == null) {
            filled++;
        }
        array.set(slot, entry);
    }

    /** Copies the addresses in use into an array that they fill by a quarter at most. */
    private void rebuild() {
        AtomicReferenceArray<@Nullable Entry<V>> old = slots;
        int used = 0;
        for (int i = 0; i < old.length(); i++) {
            Entry<V> entry = old.get(i);
            used += entry != null && entry.value != null ? 1 : 0;
        }
        int length = Math.max(INITIAL_SLOTS, Integer.highestOneBit(used + 1) * 8);
        AtomicReferenceArray<@Nullable Entry<V>> next = new AtomicReferenceArray<>(length);
        filled = 0;
        for (int i = 0; i < old.length(); i++) {
            Entry<V> entry = old.get(i);
            if (entry != null && entry.value != null) {
                set(next, entry);
            }
        }
        slots = next;
    }

    /** The slot of the address, or the free one where it belongs. */
    private static <V> int find(AtomicReferenceArray<@Nullable Entry<V>> array, long high, long low, int port) {
        int mask = array.length() - 1;
        long mixed = (high * 31 + low) * 0x9E3779B97F4A7C15L + port * 0xC2B2AE3D27D4EB4FL;
        int slot = (int) (mixed >>> 40) & mask;
        while (true) {
            Entry<V> entry = array.get(slot);
            if (entry == null || (entry.low == low && entry.port == port && entry.high == high)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }

    /** A filled slot; without a value its address is no longer in use. */
    private static final class Entry<V> {
        private final long high;
        private final long low;
        private final int port;
        private final @Nullable V value;

        Entry(long high, long low, int port, @Nullable V value) {
            this.high = high;
            this.low = low;
            this.port = port;
            this.value = value;
        }
    }
}
