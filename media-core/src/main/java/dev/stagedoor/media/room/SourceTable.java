package dev.stagedoor.media.room;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which producer each source of a participant belongs to, and as what. A participant has a handful of sources, so the
 * table is two arrays searched from the place of the last hit.
 */
final class SourceTable {
    private final int capacity;
    private long[] ssrcs = new long[4];
    private Entry[] entries = new Entry[4];
    private int size;
    private int lastHit;

    SourceTable(int capacity) {
        this.capacity = capacity;
    }

    /** What a source is to its producer. */
    record Entry(Producer producer, Encoding encoding, boolean retransmission) {}

    @Nullable
    Entry find(long ssrc) {
        if (lastHit < size && ssrcs[lastHit] == ssrc) {
            return entries[lastHit];
        }
        for (int i = 0; i < size; i++) {
            if (ssrcs[i] == ssrc) {
                lastHit = i;
                return entries[i];
            }
        }
        return null;
    }

    /** Makes the source the producer's; an earlier one of the same use gives way. False if the table is full. */
    boolean put(long ssrc, Entry entry) {
        removeIf(ssrc, entry);
        if (size == capacity) {
            return false;
        }
        if (size == entries.length) {
            ssrcs = Arrays.copyOf(ssrcs, 2 * size);
            entries = Arrays.copyOf(entries, 2 * size);
        }
        ssrcs[size] = ssrc;
        entries[size] = entry;
        size++;
        return true;
    }

    void clear() {
        Arrays.fill(entries, 0, size, null);
        size = 0;
    }

    private void removeIf(long ssrc, Entry entry) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (ssrcs[i] != ssrc && !entries[i].equals(entry)) {
                ssrcs[kept] = ssrcs[i];
                entries[kept++] = entries[i];
            }
        }
        size = kept;
    }
}
