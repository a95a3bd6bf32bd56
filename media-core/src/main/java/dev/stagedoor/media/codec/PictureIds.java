package dev.stagedoor.media.codec;

/**
 * Makes one unbroken row of VP8 picture ids and base-layer indexes (RFC 7741 §4.2) out of pieces of others. A receiver that
 * sees temporal layers waits for pictures whose ids are missing, so pictures that are skipped must leave no gap, while those
 * that were lost must: they may still come.
 */
public final class PictureIds {
    /** Nothing is rewritten. */
    public static final int NONE = -1;

    private static final int MASK = 0x7FFF;
    private static final int TL0_MASK = 0xFF;

    private int shift;
    private int tl0Shift;
    private int lastSource = NONE;
    private int lastSent = NONE;
    private int lastTl0Sent = NONE;

    /** Begins a run at a picture; ids go on one after the highest sent. */
    public void beginRun(int pictureId, int tl0PictureIndex) {
        if (lastSent != NONE && pictureId >= 0) {
            shift = pictureId - lastSent - 1;
        }
        if (lastTl0Sent != NONE && tl0PictureIndex >= 0) {
            tl0Shift = tl0PictureIndex - lastTl0Sent - 1;
        }
        lastSource = NONE;
    }

    /** The picture at hand is newer than those before and is not sent. */
    public void skip(int pictureId) {
        if (pictureId >= 0 && pictureId != lastSource) {
            lastSource = pictureId;
            shift++;
        }
    }

    /** What to write into a packet of the newest picture, in the form of {@link #pictureId} and {@link #tl0PictureIndex}. */
    public int next(int pictureId, int tl0PictureIndex) {
        lastSource = pictureId;
        int rewrite = rewrite(pictureId, tl0PictureIndex, shift);
        if (pictureId >= 0) {
            lastSent = pictureId(rewrite);
        }
        if (tl0PictureIndex >= 0) {
            lastTl0Sent = tl0PictureIndex(rewrite);
        }
        return rewrite;
    }

    /** The same for a late packet, whose place was kept when {@link #shift} was this. */
    public int late(int pictureId, int tl0PictureIndex, int shiftThen) {
        return rewrite(pictureId, tl0PictureIndex, shiftThen);
    }

    /** How far ids are moved now. */
    public int shift() {
        return shift;
    }

    /** 15 bits, of what {@link #next} gave. */
    public static int pictureId(int rewrite) {
        return rewrite & MASK;
    }

    /** 8 bits, of what {@link #next} gave. */
    public static int tl0PictureIndex(int rewrite) {
        return rewrite >> 15 & TL0_MASK;
    }

    private int rewrite(int pictureId, int tl0PictureIndex, int by) {
        if (pictureId < 0 && tl0PictureIndex < 0) {
            return NONE;
        }
        int id = (pictureId - by) & MASK;
        int index = (tl0PictureIndex - tl0Shift) & TL0_MASK;
        return index << 15 | id;
    }
}
