package dev.stagedoor.media.rtp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Unsigned big-endian integers in memory, as every header of RFC 3550 is written. Offsets are in bytes. */
public final class WireBytes {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private WireBytes() {}

    /** Unsigned 8 bits. */
    public static int u8(MemorySegment segment, long offset) {
        return segment.get(ValueLayout.JAVA_BYTE, offset) & 0xFF;
    }

    /** Unsigned 16 bits. */
    public static int u16(MemorySegment segment, long offset) {
        return segment.get(SHORT, offset) & 0xFFFF;
    }

    /** Unsigned 24 bits. */
    public static int u24(MemorySegment segment, long offset) {
        return u8(segment, offset) << 16 | u16(segment, offset + 1);
    }

    /** Unsigned 32 bits. */
    public static long u32(MemorySegment segment, long offset) {
        return segment.get(INT, offset) & 0xFFFF_FFFFL;
    }

    /** 64 bits. */
    public static long u64(MemorySegment segment, long offset) {
        return segment.get(LONG, offset);
    }

    /** Writes the low 8 bits. */
    public static void putU8(MemorySegment segment, long offset, int value) {
        segment.set(ValueLayout.JAVA_BYTE, offset, (byte) value);
    }

    /** Writes the low 16 bits. */
    public static void putU16(MemorySegment segment, long offset, int value) {
        segment.set(SHORT, offset, (short) value);
    }

    /** Writes the low 24 bits. */
    public static void putU24(MemorySegment segment, long offset, int value) {
        putU8(segment, offset, value >> 16);
        putU16(segment, offset + 1, value);
    }

    /** Writes the low 32 bits. */
    public static void putU32(MemorySegment segment, long offset, long value) {
        segment.set(INT, offset, (int) value);
    }

    /** Writes 64 bits. */
    public static void putU64(MemorySegment segment, long offset, long value) {
        segment.set(LONG, offset, value);
    }
}
