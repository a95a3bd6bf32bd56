package dev.stagedoor.media.codec;

import static dev.stagedoor.media.rtp.WireBytes.putU16;
import static dev.stagedoor.media.rtp.WireBytes.putU8;
import static dev.stagedoor.media.rtp.WireBytes.u16;
import static dev.stagedoor.media.rtp.WireBytes.u8;

import java.lang.foreign.MemorySegment;

/**
 * A reusable view of the VP8 payload descriptor (RFC 7741 §4.2) and of the first byte of the frame behind it.
 *
 * <pre>
 *  0 1 2 3 4 5 6 7
 * |X|R|N|S|R| PID |   required
 * |I|L|T|K| RSV   |   if X
 * |M| PictureID   |   if I; two bytes if M
 * |   TL0PICIDX   |   if L
 * |TID|Y| KEYIDX  |   if T or K
 * </pre>
 */
public final class Vp8Payload {
    /** The field is absent. */
    public static final int ABSENT = -1;

    /** Frame tag, start code, width and height of a key frame (RFC 6386 §9.1). */
    private static final int KEY_FRAME_HEADER_BYTES = 10;

    private static final int HEIGHT_AT = 8;

    private int descriptorLength;
    private boolean frameStart;
    private boolean keyFrame;
    private int pictureId;
    private int tl0PictureIndex;
    private int temporalLayer;
    private boolean layerSync;
    private int height;

    /**
     * Looks at a payload of {@code length} bytes.
     *
     * @return false if it is cut short; the getters must not be used then
     */
    public boolean wrap(MemorySegment segment, long offset, int length) {
        pictureId = ABSENT;
        tl0PictureIndex = ABSENT;
        temporalLayer = ABSENT;
        layerSync = false;
        height = 0;
        if (length < 1) {
            return false;
        }
        int first = u8(segment, offset);
        int position = 1;
        if ((first & 0x80) != 0) {
            position = extended(segment, offset, length);
        }
        if (position < 0 || position >= length) {
            return false;
        }
        descriptorLength = position;
        frameStart = (first & 0x17) == 0x10;
        keyFrame = frameStart && (u8(segment, offset + position) & 1) == 0;
        if (keyFrame && position + KEY_FRAME_HEADER_BYTES <= length) {
            int littleEndian = u16(segment, offset + position + HEIGHT_AT);
            height = ((littleEndian & 0x3F) << 8) | littleEndian >> 8;
        }
        return true;
    }

    /** Reads the optional fields; returns where the frame's bytes begin, or −1. */
    private int extended(MemorySegment segment, long offset, int length) {
        if (length < 2) {
            return -1;
        }
        int present = u8(segment, offset + 1);
        int position = 2;
        if ((present & 0x80) != 0) {
            boolean isLong = position < length && (u8(segment, offset + position) & 0x80) != 0;
            int bytes = isLong ? 2 : 1;
            if (position + bytes > length) {
                return -1;
            }
            pictureId = isLong ? u16(segment, offset + position) & 0x7FFF : u8(segment, offset + position);
            position += bytes;
        }
        if ((present & 0x40) != 0) {
            if (position >= length) {
                return -1;
            }
            tl0PictureIndex = u8(segment, offset + position++);
        }
        if ((present & 0x30) != 0) {
            if (position >= length) {
                return -1;
            }
            int layer = u8(segment, offset + position++);
            temporalLayer = (present & 0x20) != 0 ? layer >> 6 : ABSENT;
            layerSync = (present & 0x20) != 0 && (layer & 0x20) != 0;
        }
        return position;
    }

    /** Bytes before the frame's own. */
    public int descriptorLength() {
        return descriptorLength;
    }

    /** Whether the payload begins a frame: start of partition 0. */
    public boolean frameStart() {
        return frameStart;
    }

    /** Whether the payload begins a key frame. */
    public boolean keyFrame() {
        return keyFrame;
    }

    /** 7 or 15 bits, or {@link #ABSENT}. */
    public int pictureId() {
        return pictureId;
    }

    /** 8 bits, or {@link #ABSENT}. */
    public int tl0PictureIndex() {
        return tl0PictureIndex;
    }

    /** 0 to 3, or {@link #ABSENT}. */
    public int temporalLayer() {
        return temporalLayer;
    }

    /** Whether the frame depends on the base layer alone (Y), so a receiver may take its layer from here on. */
    public boolean layerSync() {
        return layerSync;
    }

    /** Lines of the picture, 0 where it is not the start of a whole key-frame header. */
    public int height() {
        return height;
    }

    /**
     * Gives a payload that was read whole another picture id and base-layer index, in the width of those it has; what it
     * does not have is not added. The payload must be one that {@link #wrap} accepted.
     */
    public static void rewrite(MemorySegment segment, long offset, int pictureId, int tl0PictureIndex) {
        if ((u8(segment, offset) & 0x80) == 0) {
            return;
        }
        int present = u8(segment, offset + 1);
        long position = offset + 2;
        if ((present & 0x80) != 0) {
            if ((u8(segment, position) & 0x80) != 0) {
                putU16(segment, position, 0x8000 | (pictureId & 0x7FFF));
                position += 2;
            } else {
                putU8(segment, position, pictureId & 0x7F);
                position += 1;
            }
        }
        if ((present & 0x40) != 0) {
            putU8(segment, position, tl0PictureIndex);
        }
    }
}
