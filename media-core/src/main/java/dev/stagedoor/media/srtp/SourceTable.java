package dev.stagedoor.media.srtp;

import org.jspecify.annotations.Nullable;

/**
 * The indexes of each SSRC, in an open-addressed table with a bound: it is keyed by something from the wire. Entries are
 * never removed while the keys live, because a forgotten window would accept its old packets once more.
 */
final class SourceTable {
    /**
     * SSRCs one association may use in one direction. A participant sends a handful; a viewer of a large room is sent some
     * hundreds over an evening.
     */
    static final int MAX_SOURCES = 1024;

    private int[] ssrcs = new int[16];
    private @Nullable ReplayWindow[] windows = new @Nullable ReplayWindow[16];
    private int size;

    /** The window of this SSRC, or null. */
    @Nullable
    ReplayWindow find(int ssrc) {
        return windows[slot(ssrc)];
    }

    /** Whether no SSRC can be added. */
    boolean isFull() {
        return size == MAX_SOURCES;
    }

    /** Adds an SSRC that is not in the table. */
    void add(int ssrc, ReplayWindow window) {
        if (isFull()) {
            throw new IllegalStateException("the table has its " + MAX_SOURCES + " sources already");
        }
        if (size * 2 >= ssrcs.length) {
            grow();
        }
        put(ssrc, window);
        size++;
    }

    private void grow() {
        int[] oldSsrcs = ssrcs;
        @Nullable ReplayWindow[] oldWindows = windows;
        ssrcs = new int[oldSsrcs.length * 2];
        windows = new @Nullable ReplayWindow[oldWindows.length * 2];
        for (int i = 0; i < oldSsrcs.length; i++) {
            ReplayWindow window = oldWindows[i];
            if (window != null) {
                put(oldSsrcs[i], window);
            }
        }
    }

    private void put(int ssrc, ReplayWindow window) {
        int slot = slot(ssrc);
        ssrcs[slot] = ssrc;
        windows[slot] = window;
    }

    /** The slot of the SSRC, or the free one where it belongs. */
    private int slot(int ssrc) {
        int mask = ssrcs.length - 1;
        int slot = (ssrc * 0x9E3779B9) >>> 16 & mask;
        while (windows[slot] != null && ssrcs[slot] != ssrc) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
