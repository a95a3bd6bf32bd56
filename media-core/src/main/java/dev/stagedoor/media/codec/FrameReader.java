package dev.stagedoor.media.codec;

import java.lang.foreign.MemorySegment;

/**
 * What a forwarder reads from a payload: whether a receiver can start here, and which layer of which picture it is.
 * Reusable; one per thread. The getters speak of the payload read last.
 */
public final class FrameReader {
    /** The payload does not say. */
    public static final int ABSENT = -1;

    private final Vp8Payload vp8 = new Vp8Payload();
    private boolean keyFrame;
    private boolean switchingPoint;
    private int temporalLayer;
    private int pictureId;
    private int tl0PictureIndex;
    private int height;

    /** Looks at a payload; one that makes no sense is an ordinary part of some frame. */
    public void read(Codec codec, MemorySegment segment, long offset, int length) {
        keyFrame = false;
        switchingPoint = false;
        temporalLayer = 0;
        pictureId = ABSENT;
        tl0PictureIndex = ABSENT;
        height = 0;
        switch (codec) {
            case OPUS -> keyFrame = true;
            case VP8 -> readVp8(segment, offset, length);
            case H264 -> keyFrame = H264Payload.startsKeyFrame(segment, offset, length);
        }
    }

    private void readVp8(MemorySegment segment, long offset, int length) {
        if (!vp8.wrap(segment, offset, length)) {
            return;
        }
        keyFrame = vp8.keyFrame();
        switchingPoint = vp8.layerSync();
        temporalLayer = Math.max(0, vp8.temporalLayer());
        pictureId = vp8.pictureId();
        tl0PictureIndex = vp8.tl0PictureIndex();
        height = vp8.height();
    }

    /** Whether the payload begins a frame that needs no earlier one. Every Opus packet does. */
    public boolean keyFrame() {
        return keyFrame;
    }

    /** Whether a receiver that had the layers below may take this temporal layer from here on. */
    public boolean switchingPoint() {
        return switchingPoint;
    }

    /** 0 is the base. */
    public int temporalLayer() {
        return temporalLayer;
    }

    /** 7 or 15 bits, or {@link #ABSENT}. */
    public int pictureId() {
        return pictureId;
    }

    /** 8 bits, or {@link #ABSENT}. */
    public int tl0PictureIndex() {
        return tl0PictureIndex;
    }

    /** Lines of the picture where a key frame says so, else 0. */
    public int height() {
        return height;
    }
}
