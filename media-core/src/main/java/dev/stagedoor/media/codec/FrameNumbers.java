package dev.stagedoor.media.codec;

/** Makes one row of a dependency descriptor's frame numbers, which never goes back, out of pieces of others. */
public final class FrameNumbers {
    private static final int MASK = 0xFFFF;

    private int shift;
    private int newest;
    private boolean begun;

    /** Begins a run at a frame; numbers go on after the newest sent. */
    public void beginRun(int frameNumber) {
        shift = begun ? (newest + 1 - frameNumber) & MASK : 0;
    }

    /** What to write into a packet of the run, 16 bits; frames that were skipped may leave gaps. */
    public int of(int frameNumber) {
        int number = (frameNumber + shift) & MASK;
        if (!begun || (short) (number - newest) > 0) {
            newest = number;
            begun = true;
        }
        return number;
    }
}
