package dev.stagedoor.media.stream;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The packets of one producer on their way to one loop, and the newest of them afterwards: queue and retransmission
 * history in one piece of memory off the heap.
 *
 * <pre>
 *           history (reader)        in flight
 *  ······[=====================][==============]······
 *        read − retained        read           published · claimed
 * </pre>
 *
 * <p>One writer (the producer's loop) and one reader (the loop of the receivers), which may be the same. The writer claims
 * slots, fills them, and publishes a whole burst with one release store; the reader takes what is published and moves
 * {@code read} on with another. The writer stops short of the slots that the reader may still retransmit from: at most a
 * quarter of the ring is ever in flight, so at least three quarters are history.
 *
 * <p>Why not a queue and a history apart: each packet would be copied twice. Why not one history for all loops: receivers
 * write their headers into the slot (see {@link StoredPacket}), which two loops cannot do at once.
 *
 * <p>Packets are found by sequence number through a table of the same size; a slot says itself which packet it holds, so
 * a stale entry is noticed.
 */
public final class PacketRing implements AutoCloseable {
    private static final VarHandle PUBLISHED;
    private static final VarHandle READ;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PUBLISHED = lookup.findVarHandle(PacketRing.class, "published", long.class);
            READ = lookup.findVarHandle(PacketRing.class, "read", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Arena arena = Arena.ofShared();
    private final int capacity;
    private final int encodings;
    private final int maxInFlight;
    private final MemorySegment memory;

    // The writer's.
    private final StoredPacket claimedSlot;
    private long claimed;
    private long published;

    // The reader's.
    private final StoredPacket readSlot;
    private final StoredPacket foundSlot;
    private final long[] indexBySequence;
    private final long[] newest;
    private final int[] newestGeneration;
    private final long[] newestKeyFrame;
    private final long[] newestKeyFrameTimestamp;
    private long read;
    private long indexed;

    /**
     * An empty ring.
     *
     * @param capacity packets, a power of two of at least 64
     * @param encodings how many numberings share it; each has a table of its own, or they would forget one another's
     */
    public PacketRing(int capacity, int encodings) {
        if (capacity < 64 || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity must be a power of two of at least 64, got " + capacity);
        }
        this.capacity = capacity;
        this.encodings = encodings;
        maxInFlight = capacity / 4;
        memory = arena.allocate((long) capacity * StoredPacket.SLOT_BYTES, 64);
        claimedSlot = new StoredPacket(memory);
        readSlot = new StoredPacket(memory);
        foundSlot = new StoredPacket(memory);
        indexBySequence = new long[capacity * encodings];
        Arrays.fill(indexBySequence, -1);
        newest = new long[encodings];
        Arrays.fill(newest, Long.MIN_VALUE);
        newestGeneration = new int[encodings];
        newestKeyFrame = new long[encodings];
        Arrays.fill(newestKeyFrame, Long.MIN_VALUE);
        newestKeyFrameTimestamp = new long[encodings];
    }

    /** How many numberings share it. */
    int encodings() {
        return encodings;
    }

    /** Packets that may be written and not yet read. */
    public int capacityInFlight() {
        return maxInFlight;
    }

    /** Writer: the next free slot to fill, valid until the next call; null if the reader is too far behind. */
    public @Nullable StoredPacket claim() {
        if (claimed - (long) READ.getAcquire(this) >= maxInFlight) {
            return null;
        }
        claimedSlot.moveTo(slotOffset(claimed));
        claimed++;
        return claimedSlot;
    }

    /** Writer: hands all claimed slots to the reader; false if there were none. */
    public boolean publish() {
        if (claimed == published) {
            return false;
        }
        PUBLISHED.setRelease(this, claimed);
        return true;
    }

    /** Reader: index of the first packet not yet read. */
    public long readIndex() {
        return read;
    }

    /** Reader: index after the last packet that may be read. */
    public long endIndex() {
        return (long) PUBLISHED.getAcquire(this);
    }

    /** Reader: the packet at an index between {@link #readIndex} and {@link #endIndex}; valid until the next call. */
    public StoredPacket at(long index) {
        readSlot.moveTo(slotOffset(index));
        return readSlot;
    }

    /** Reader: lets {@link #find} see everything before {@code index}, also what is yet to be read. */
    public void index(long index) {
        for (long i = indexed; i < index; i++) {
            StoredPacket packet = at(i);
            indexBySequence[place(packet.encoding(), packet.sequence())] = i;
            noteNewest(packet);
        }
        indexed = index;
    }

    private void noteNewest(StoredPacket packet) {
        int encoding = packet.encoding();
        if (packet.generation() != newestGeneration[encoding]) {
            newestGeneration[encoding] = packet.generation();
            newest[encoding] = packet.sequence();
            newestKeyFrame[encoding] = Long.MIN_VALUE;
        }
        newest[encoding] = Math.max(newest[encoding], packet.sequence());
        if (packet.keyFrame()) {
            noteKeyFrame(packet, encoding);
        }
    }

    /** A key frame may have several packets at which one could start, as parameter sets and a slice: the first one counts. */
    private void noteKeyFrame(StoredPacket packet, int encoding) {
        long known = newestKeyFrame[encoding];
        boolean same = known != Long.MIN_VALUE && packet.timestamp() == newestKeyFrameTimestamp[encoding];
        if (same ? packet.sequence() < known : packet.sequence() > known) {
            newestKeyFrame[encoding] = packet.sequence();
            newestKeyFrameTimestamp[encoding] = packet.timestamp();
        }
    }

    /** Reader: the highest number indexed of an encoding's present numbering. */
    public long newest(int encoding) {
        return newest[encoding];
    }

    /** Reader: the lowest number that it is worth looking for: numbers may jump, and the table reaches so far back only. */
    public long oldest(int encoding) {
        return newest[encoding] - capacity + 1;
    }

    /** Reader: the first packet of an encoding's newest key frame, null if it is forgotten; valid until the next call. */
    public @Nullable StoredPacket newestKeyFrame(int encoding) {
        long sequence = newestKeyFrame[encoding];
        return sequence == Long.MIN_VALUE ? null : find(encoding, sequence, newestGeneration[encoding]);
    }

    /** Reader: everything before {@code index} is read and becomes history. */
    public void readTo(long index) {
        index(index);
        READ.setRelease(this, index);
    }

    /** Reader: a packet that was indexed, null if it never came or is overwritten; valid until the next call. */
    public @Nullable StoredPacket find(int encoding, long sequence, int generation) {
        long index = indexBySequence[place(encoding, sequence)];
        if (index < 0 || index < read - (capacity - maxInFlight)) {
            return null;
        }
        foundSlot.moveTo(slotOffset(index));
        return foundSlot.sequence() == sequence
                        && foundSlot.encoding() == encoding
                        && foundSlot.generation() == generation
                ? foundSlot
                : null;
    }

    /** Frees the memory. Neither side may touch the ring afterwards. */
    @Override
    public void close() {
        arena.close();
    }

    private int place(int encoding, long sequence) {
        return encoding * capacity + (int) (sequence & (capacity - 1));
    }

    private long slotOffset(long index) {
        return (index & (capacity - 1)) * StoredPacket.SLOT_BYTES;
    }
}
