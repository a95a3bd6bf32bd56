package dev.stagedoor.media.codec;

import static dev.stagedoor.media.rtp.WireBytes.putU16;
import static dev.stagedoor.media.rtp.WireBytes.putU8;
import static dev.stagedoor.media.rtp.WireBytes.u16;
import static dev.stagedoor.media.rtp.WireBytes.u8;

import java.lang.foreign.MemorySegment;

/**
 * A reusable view of the VP9 payload descriptor (RFC 9628 §4.2). A <em>picture</em> is one moment; with spatial layers it
 * has several <em>frames</em>, one per layer, smallest first, all with one picture id and one timestamp.
 *
 * <pre>
 *  0 1 2 3 4 5 6 7
 * |I|P|L|F|B|E|V|Z|   required
 * |M| PICTURE ID  |   if I; two bytes if M
 * | TID |U| SID |D|   if L
 * |   TL0PICIDX   |   if L and not F
 * |   P_DIFF    |N|   if P and F; up to three
 * | N_S |Y|G|-|-|-|   if V: the scalability structure
 * | WIDTH, HEIGHT |     if Y; N_S + 1 times two times 16 bits
 * |      N_G      |     if G
 * | TID |U| R |-|-|       N_G times, each followed by R times P_DIFF
 * </pre>
 */
public final class Vp9Payload {
    /** The field is absent. */
    public static final int ABSENT = -1;

    /** SID has three bits. */
    public static final int MAX_SPATIAL_LAYERS = 8;

    private static final int PICTURE_ID_PRESENT = 0x80;
    private static final int INTER_PICTURE = 0x40;
    private static final int LAYERS_PRESENT = 0x20;
    private static final int FLEXIBLE = 0x10;
    private static final int FRAME_START = 0x08;
    private static final int FRAME_END = 0x04;
    private static final int STRUCTURE_PRESENT = 0x02;
    private static final int MAX_REFERENCES = 3;

    private final int[] heights = new int[MAX_SPATIAL_LAYERS];
    private int flags;
    private int descriptorLength;
    private int pictureId;
    private int tl0PictureIndex;
    private int temporalLayer;
    private int spatialLayer;
    private boolean switchingUp;
    private boolean interLayer;
    private int spatialLayers;

    /**
     * Looks at a payload of {@code length} bytes.
     *
     * @return false if it is cut short; the getters must not be used then
     */
    public boolean wrap(MemorySegment segment, long offset, int length) {
        pictureId = ABSENT;
        tl0PictureIndex = ABSENT;
        temporalLayer = ABSENT;
        spatialLayer = ABSENT;
        switchingUp = false;
        interLayer = false;
        spatialLayers = 0;
        if (length < 1) {
            return false;
        }
        flags = u8(segment, offset);
        int position = pictureId(segment, offset, 1, length);
        position = layers(segment, offset, position, length);
        position = references(segment, offset, position, length);
        position = structure(segment, offset, position, length);
        if (position < 0 || position >= length) {
            return false;
        }
        descriptorLength = position;
        return true;
    }

    private int pictureId(MemorySegment segment, long offset, int position, int length) {
        if ((flags & PICTURE_ID_PRESENT) == 0) {
            return position;
        }
        if (position >= length) {
            return -1;
        }
        int first = u8(segment, offset + position);
        if ((first & 0x80) == 0) {
            pictureId = first;
            return position + 1;
        }
        if (position + 2 > length) {
            return -1;
        }
        pictureId = u16(segment, offset + position) & 0x7FFF;
        return position + 2;
    }

    private int layers(MemorySegment segment, long offset, int position, int length) {
        if (position < 0 || (flags & LAYERS_PRESENT) == 0) {
            return position;
        }
        boolean indexed = (flags & FLEXIBLE) == 0;
        if (position + (indexed ? 2 : 1) > length) {
            return -1;
        }
        int layer = u8(segment, offset + position);
        temporalLayer = layer >> 5;
        switchingUp = (layer & 0x10) != 0;
        spatialLayer = layer >> 1 & 0x07;
        interLayer = (layer & 0x01) != 0;
        if (indexed) {
            tl0PictureIndex = u8(segment, offset + position + 1);
        }
        return position + (indexed ? 2 : 1);
    }

    private int references(MemorySegment segment, long offset, int position, int length) {
        int next = position;
        if (next < 0 || (flags & INTER_PICTURE) == 0 || (flags & FLEXIBLE) == 0) {
            return next;
        }
        for (int i = 0; i < MAX_REFERENCES; i++) {
            if (next >= length) {
                return -1;
            }
            if ((u8(segment, offset + next++) & 0x01) == 0) {
                return next;
            }
        }
        // The third says that a fourth follows, which there must not be.
        return -1;
    }

    private int structure(MemorySegment segment, long offset, int position, int length) {
        if (position < 0 || (flags & STRUCTURE_PRESENT) == 0) {
            return position;
        }
        if (position >= length) {
            return -1;
        }
        int head = u8(segment, offset + position);
        int next = position + 1;
        int layers = (head >> 5) + 1;
        if ((head & 0x10) != 0) {
            if (next + 4 * layers > length) {
                return -1;
            }
            for (int i = 0; i < layers; i++) {
                heights[i] = u16(segment, offset + next + 4L * i + 2);
            }
            spatialLayers = layers;
            next += 4 * layers;
        }
        return (head & 0x08) != 0 ? group(segment, offset, next, length) : next;
    }

    private static int group(MemorySegment segment, long offset, int position, int length) {
        if (position >= length) {
            return -1;
        }
        int pictures = u8(segment, offset + position);
        int next = position + 1;
        for (int i = 0; i < pictures; i++) {
            if (next >= length) {
                return -1;
            }
            next += 1 + (u8(segment, offset + next) >> 2 & 0x03);
        }
        return next;
    }

    /** Bytes before the frame's own. */
    public int descriptorLength() {
        return descriptorLength;
    }

    /** Whether the payload begins a frame (B). */
    public boolean frameStart() {
        return (flags & FRAME_START) != 0;
    }

    /** Whether the payload ends a frame (E); the marker bit ends a picture. */
    public boolean frameEnd() {
        return (flags & FRAME_END) != 0;
    }

    /** Whether the frame needs no earlier picture (not P), though perhaps a smaller frame of its own. */
    public boolean intra() {
        return (flags & INTER_PICTURE) == 0;
    }

    /** Whether the payload begins a picture at which a receiver can start. */
    public boolean keyFrame() {
        return frameStart() && intra() && !interLayer && spatialLayer <= 0;
    }

    /** 7 or 15 bits, or {@link #ABSENT}. */
    public int pictureId() {
        return pictureId;
    }

    /** 8 bits, or {@link #ABSENT}. */
    public int tl0PictureIndex() {
        return tl0PictureIndex;
    }

    /** 0 to 7, or {@link #ABSENT}. */
    public int temporalLayer() {
        return temporalLayer;
    }

    /** 0 to 7, or {@link #ABSENT}. */
    public int spatialLayer() {
        return spatialLayer;
    }

    /** Whether higher temporal layers, from here on, need nothing of theirs from before this picture (U). */
    public boolean switchingUp() {
        return switchingUp;
    }

    /** Spatial layers whose size the payload tells, from the smallest; 0 where it does not. */
    public int spatialLayers() {
        return spatialLayers;
    }

    /** Lines of a spatial layer below {@link #spatialLayers}. */
    public int height(int spatialLayer) {
        return heights[spatialLayer];
    }

    /**
     * Gives a payload another picture id and base-layer index, in the width of those it has; what it does not have is not
     * added. The payload must be one that {@link #wrap} accepted.
     */
    public static void rewrite(MemorySegment segment, long offset, int pictureId, int tl0PictureIndex) {
        int flags = u8(segment, offset);
        long position = offset + 1;
        if ((flags & PICTURE_ID_PRESENT) != 0) {
            if ((u8(segment, position) & 0x80) != 0) {
                putU16(segment, position, 0x8000 | (pictureId & 0x7FFF));
                position += 2;
            } else {
                putU8(segment, position, pictureId & 0x7F);
                position += 1;
            }
        }
        if ((flags & LAYERS_PRESENT) != 0 && (flags & FLEXIBLE) == 0) {
            putU8(segment, position + 1, tl0PictureIndex);
        }
    }
}
