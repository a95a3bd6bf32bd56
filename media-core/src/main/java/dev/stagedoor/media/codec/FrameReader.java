package dev.stagedoor.media.codec;

import static dev.stagedoor.media.rtp.WireBytes.u8;

import java.lang.foreign.MemorySegment;

/**
 * What a forwarder reads from a payload: whether a receiver can start here, and which layer of which picture it is.
 * Reusable; one per thread. The getters speak of the payload read last.
 */
public final class FrameReader {
    /** The payload does not say. */
    public static final int ABSENT = -1;

    /** N of the aggregation header: the first packet of a coded video sequence (AV1 RTP specification §4.4). */
    private static final int AV1_SEQUENCE_START = 0x08;

    private final Vp8Payload vp8 = new Vp8Payload();
    private final Vp9Payload vp9 = new Vp9Payload();
    private final H264Payload h264 = new H264Payload();
    private final int[] heights = new int[Vp9Payload.MAX_SPATIAL_LAYERS];
    private boolean keyFrame;
    private boolean intra;
    private boolean switchingPoint;
    private boolean opensHigher;
    private boolean frameEnd;
    private int temporalLayer;
    private int spatialLayer;
    private int pictureId;
    private int tl0PictureIndex;
    private int sizes;

    /** Looks at a payload; one that makes no sense is an ordinary part of some frame. */
    public void read(Codec codec, MemorySegment segment, long offset, int length) {
        keyFrame = false;
        intra = false;
        switchingPoint = false;
        opensHigher = false;
        frameEnd = false;
        temporalLayer = 0;
        spatialLayer = 0;
        pictureId = ABSENT;
        tl0PictureIndex = ABSENT;
        sizes = 0;
        switch (codec) {
            case OPUS, RED -> keyFrame = true;
            case VP8 -> readVp8(segment, offset, length);
            case VP9 -> readVp9(segment, offset, length);
            case AV1 -> {
                keyFrame = length > 1 && (u8(segment, offset) & AV1_SEQUENCE_START) != 0;
                intra = keyFrame;
            }
            case H264 -> {
                h264.read(segment, offset, length);
                keyFrame = h264.keyFrame();
                intra = keyFrame;
                onlySize(h264.height());
            }
        }
    }

    /** Adds what a descriptor says that was read whole, see {@link Codec#isDescribed}. */
    public void describe(DependencyDescriptor descriptor) {
        keyFrame = descriptor.keyFrame() || (keyFrame && descriptor.frameStart());
        intra = descriptor.independent();
        opensHigher = descriptor.opensHigher();
        frameEnd = descriptor.frameEnd();
        temporalLayer = descriptor.temporalLayer();
        spatialLayer = descriptor.spatialLayer();
        for (int i = 0; i < descriptor.sizes(); i++) {
            heights[i] = descriptor.height(i);
        }
        sizes = Math.max(sizes, descriptor.sizes());
    }

    /** The key frame that the payload belongs to has begun with an earlier one. */
    public void onPartOfKeyFrame() {
        keyFrame = false;
    }

    private void readVp8(MemorySegment segment, long offset, int length) {
        if (!vp8.wrap(segment, offset, length)) {
            return;
        }
        keyFrame = vp8.keyFrame();
        intra = keyFrame;
        switchingPoint = vp8.layerSync();
        temporalLayer = Math.max(0, vp8.temporalLayer());
        pictureId = vp8.pictureId();
        tl0PictureIndex = vp8.tl0PictureIndex();
        onlySize(vp8.height());
    }

    private void readVp9(MemorySegment segment, long offset, int length) {
        if (!vp9.wrap(segment, offset, length)) {
            return;
        }
        keyFrame = vp9.keyFrame();
        intra = vp9.intra();
        opensHigher = vp9.switchingUp();
        frameEnd = vp9.frameEnd();
        temporalLayer = Math.max(0, vp9.temporalLayer());
        spatialLayer = Math.max(0, vp9.spatialLayer());
        pictureId = vp9.pictureId();
        tl0PictureIndex = vp9.tl0PictureIndex();
        sizes = vp9.spatialLayers();
        for (int i = 0; i < sizes; i++) {
            heights[i] = vp9.height(i);
        }
    }

    private void onlySize(int height) {
        heights[0] = height;
        sizes = height > 0 ? 1 : 0;
    }

    /** Whether the payload begins a picture that needs no earlier one. Every Opus packet does. */
    public boolean keyFrame() {
        return keyFrame;
    }

    /** Whether the payload belongs to a frame that needs no earlier picture, be it its start or not, where it says so. */
    public boolean intra() {
        return intra;
    }

    /** Whether a receiver that had the layers below may take this temporal layer from here on. */
    public boolean switchingPoint() {
        return switchingPoint;
    }

    /** Whether a receiver that takes this frame may take all higher temporal layers after it. */
    public boolean opensHigher() {
        return opensHigher;
    }

    /** Whether the payload ends the frame of its spatial layer, where there may be several in a picture. */
    public boolean frameEnd() {
        return frameEnd;
    }

    /** 0 is the base. */
    public int temporalLayer() {
        return temporalLayer;
    }

    /** 0 is the smallest picture. */
    public int spatialLayer() {
        return spatialLayer;
    }

    /** 7 or 15 bits, or {@link #ABSENT}. */
    public int pictureId() {
        return pictureId;
    }

    /** 8 bits, or {@link #ABSENT}. */
    public int tl0PictureIndex() {
        return tl0PictureIndex;
    }

    /** How many spatial layers the payload tells the size of, from the smallest; mostly 0. */
    public int sizes() {
        return sizes;
    }

    /** Lines of the picture in a spatial layer below {@link #sizes}. */
    public int height(int layer) {
        return heights[layer];
    }
}
