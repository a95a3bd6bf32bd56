package dev.stagedoor.media.room;

/**
 * Up to which spatial and temporal layer a viewer is sent pictures, and what these limits were when earlier pictures were
 * new: a packet that comes late is judged with the rest of its picture, however often the limits have moved since.
 */
final class LayerLimits {
    /** Moves that are remembered. They come a picture apart at least, so these are more than a repetition ever takes. */
    private static final int REMEMBERED = 16;

    private static final int MASK = REMEMBERED - 1;

    private final long[] since = new long[REMEMBERED];
    private final int[] spatial = new int[REMEMBERED];
    private final int[] temporal = new int[REMEMBERED];
    private int spatialNow;
    private int temporalNow;
    private int moves;

    /** The first limits of a run; nothing before them counts. */
    void begin(long timestamp, int spatialLayer, int temporalLayer) {
        moves = 0;
        put(timestamp, spatialLayer, temporalLayer);
    }

    /** These limits hold from the picture with this RTP timestamp on, which is newer than all before. */
    void move(long timestamp, int spatialLayer, int temporalLayer) {
        if (spatialLayer != spatial() || temporalLayer != temporal()) {
            moves++;
            put(timestamp, spatialLayer, temporalLayer);
        }
    }

    /** The highest spatial layer that passes now. */
    int spatial() {
        return spatialNow;
    }

    /** The highest temporal layer that passes now. */
    int temporal() {
        return temporalNow;
    }

    /** The same for a picture that may be an earlier one. */
    int spatialAt(long timestamp) {
        return spatial[at(timestamp)];
    }

    /** The same for a picture that may be an earlier one. */
    int temporalAt(long timestamp) {
        return temporal[at(timestamp)];
    }

    private int at(long timestamp) {
        int oldest = Math.max(0, moves - MASK);
        int move = moves;
        while (move > oldest && (int) (timestamp - since[move & MASK]) < 0) {
            move--;
        }
        return move & MASK;
    }

    private void put(long timestamp, int spatialLayer, int temporalLayer) {
        spatialNow = spatialLayer;
        temporalNow = temporalLayer;
        since[moves & MASK] = timestamp;
        spatial[moves & MASK] = spatialLayer;
        temporal[moves & MASK] = temporalLayer;
    }
}
