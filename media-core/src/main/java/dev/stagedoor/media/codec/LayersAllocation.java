package dev.stagedoor.media.codec;

import dev.stagedoor.media.rtp.WireBytes;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Reads what a publisher says it makes of each of its sizes (header extension video-layers-allocation00 of libwebrtc):
 * which are on, what each costs, how large it is and how many pictures a second it has. Reusable; the getters speak of what was
 * read last. The sizes of a simulcast are streams here, the sizes within a stream are its spatial layers.
 *
 * <pre>
 * | own stream, 2 bits | streams − 1, 2 bits | layers that are on in every stream, 4 bits |
 * | layers of each stream, 4 bits each                | only if those above are 0
 * | temporal layers − 1, 2 bits each                  | for every layer that is on, stream by stream, to a whole byte
 * | kbit/s, LEB128 each                               | for every temporal layer of these, what is below included
 * | width − 1, height − 1, frames a second, 5 bytes   | for every layer that is on; may be left out
 * </pre>
 *
 * A single zero byte says that nothing is on.
 */
public final class LayersAllocation {
    /** As many streams as two bits count. */
    public static final int MAX_STREAMS = 4;

    /** As many sizes within a stream as there are bits. */
    public static final int MAX_SPATIAL_LAYERS = 4;

    private static final int MAX_TEMPORAL_LAYERS = 4;
    private static final int LAYERS = MAX_STREAMS * MAX_SPATIAL_LAYERS;
    private static final int SIZE_BYTES = 5;
    private static final int BITS_PER_KILOBIT = 1_000;

    /** Above it no publisher sends, and below it nothing that is made of it overflows: 1 Tbit/s. */
    private static final long MAX_KBPS = 1_000_000_000;

    private final int[] temporalLayers = new int[LAYERS];
    private final long[] bitsPerSecond = new long[LAYERS * MAX_TEMPORAL_LAYERS];
    private final int[] heights = new int[LAYERS];
    private final int[] framesPerSecond = new int[LAYERS];
    private final int[] counts = new int[LAYERS];
    private MemorySegment segment = MemorySegment.NULL;
    private long position;
    private long end;
    private int ownStream;
    private int streams;
    private int on;

    /**
     * Looks at the extension.
     *
     * @return false if it is cut short or makes no sense; the getters must not be used then
     */
    public boolean read(MemorySegment segment, long offset, int length) {
        this.segment = segment;
        position = offset;
        end = offset + length;
        Arrays.fill(temporalLayers, 0);
        if (length < 1) {
            return false;
        }
        int first = next();
        ownStream = first >> 6;
        streams = (first >> 4 & 3) + 1;
        if (first == 0 && length == 1) {
            streams = MAX_STREAMS;
            return true;
        }
        if (ownStream >= streams || !readWhatIsOn(first & 0xF)) {
            return false;
        }
        return readRates() && readSizes();
    }

    private boolean readWhatIsOn(int inAll) {
        int perByte = 2;
        if (inAll == 0 && end - position < Math.ceilDiv(streams, perByte)) {
            return false;
        }
        int pair = 0;
        for (int stream = 0; stream < streams; stream++) {
            int layers = inAll;
            if (inAll == 0) {
                pair = stream % perByte == 0 ? next() : pair << 4;
                layers = pair >> 4 & 0xF;
            }
            for (int layer = 0; layer < MAX_SPATIAL_LAYERS; layer++) {
                temporalLayers[stream * MAX_SPATIAL_LAYERS + layer] = layers >> layer & 1;
            }
        }
        return true;
    }

    private boolean readRates() {
        int perByte = 4;
        int counted = 0;
        on = 0;
        for (int i = 0; i < LAYERS; i++) {
            on += temporalLayers[i];
        }
        if (end - position < Math.ceilDiv(on, perByte)) {
            return false;
        }
        for (int i = 0, four = 0; i < LAYERS; i++) {
            if (temporalLayers[i] != 0) {
                four = counted % perByte == 0 ? next() : four << 2;
                counts[i] = (four >> 6 & 3) + 1;
                counted++;
            }
        }
        for (int i = 0; i < LAYERS; i++) {
            temporalLayers[i] = temporalLayers[i] == 0 ? 0 : counts[i];
            for (int rate = 0; rate < temporalLayers[i]; rate++) {
                long kbps = nextNumber();
                if (kbps < 0) {
                    return false;
                }
                bitsPerSecond[i * MAX_TEMPORAL_LAYERS + rate] = kbps * BITS_PER_KILOBIT;
            }
        }
        return true;
    }

    /** All sizes or none; what stands behind is not ours to know. */
    private boolean readSizes() {
        boolean told = end - position >= (long) on * SIZE_BYTES;
        for (int i = 0; i < LAYERS; i++) {
            boolean tells = told && temporalLayers[i] > 0;
            heights[i] = tells ? WireBytes.u16(segment, position + 2) + 1 : 0;
            framesPerSecond[i] = tells ? WireBytes.u8(segment, position + 4) : 0;
            position += tells ? SIZE_BYTES : 0;
        }
        return true;
    }

    private int next() {
        return WireBytes.u8(segment, position++);
    }

    /** An unsigned number, seven bits a byte, lowest first; −1 if it is cut short or far too large. */
    private long nextNumber() {
        long value = 0;
        for (int shift = 0; position < end; shift += 7) {
            int each = next();
            value |= (long) (each & 0x7F) << shift;
            if (value > MAX_KBPS || shift > 28) {
                return -1;
            }
            if (each < 0x80) {
                return value;
            }
        }
        return -1;
    }

    /** Place of the stream that this came in. */
    public int ownStream() {
        return ownStream;
    }

    /** How many streams it speaks of, 1 to {@link #MAX_STREAMS}. */
    public int streams() {
        return streams;
    }

    /** Temporal layers of a size, 0 if it is off. */
    public int temporalLayers(int stream, int spatialLayer) {
        return temporalLayers[stream * MAX_SPATIAL_LAYERS + spatialLayer];
    }

    /** What a size is to cost up to one of its temporal layers, all that it needs included. */
    public long bitsPerSecond(int stream, int spatialLayer, int temporalLayer) {
        return bitsPerSecond[(stream * MAX_SPATIAL_LAYERS + spatialLayer) * MAX_TEMPORAL_LAYERS + temporalLayer];
    }

    /** Lines of a size that is on, 0 if they are not told. */
    public int height(int stream, int spatialLayer) {
        return heights[stream * MAX_SPATIAL_LAYERS + spatialLayer];
    }

    /** The most pictures a second of a size that is on, 0 if they are not told. */
    public int framesPerSecond(int stream, int spatialLayer) {
        return framesPerSecond[stream * MAX_SPATIAL_LAYERS + spatialLayer];
    }
}
