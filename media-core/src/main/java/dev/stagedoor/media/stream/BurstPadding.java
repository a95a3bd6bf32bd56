package dev.stagedoor.media.stream;

/**
 * Makes the packets of a burst equally long, so that each receiver's share of it can leave as one segmented message, which
 * costs the system about half as much. All segments of such a message have one size; only the last may be shorter.
 *
 * <p>Encoders' packetizers cut a frame into about equal parts, which differ by a byte, or by the room that the first and the
 * last packet leave for header extensions: a few dozen bytes of 1,200. RTP padding (RFC 3550 §5.1) evens that out:
 *
 * <pre>
 * lengths   1100 1101 1101  480 | 1180 1200  700 |  300
 * padded    1101 1101 1101  480 | 1200 1200  700 |  300
 * </pre>
 *
 * A group takes packets as long as its largest exceeds its smallest by no more than one part in {@value #SHARE}, hence padding
 * is never more than 3 % of what is sent and for the usual one-byte difference under 0.1 %. A shorter packet ends the group
 * as it is; a longer one begins the next. Padding is written once, behind the stored payload, and serves all receivers.
 * Retransmissions go without it: they leave one by one.
 */
public final class BurstPadding {
    /** The largest waste of a packet is its group's size divided by this. */
    static final int SHARE = 32;

    private BurstPadding() {}

    /**
     * Pads what is not yet read of the ring, from one index up to another, which is left out. The sizes of a simulcast arrive
     * interleaved, but a receiver gets one of them; so each is grouped as if the others were not there.
     */
    public static void pad(PacketRing ring, long from, long to) {
        for (int encoding = 0; encoding < ring.encodings(); encoding++) {
            long first = next(ring, encoding, from, to);
            while (first < to) {
                long end = endOfGroup(ring, encoding, first, to);
                padGroup(ring, encoding, first, end);
                first = next(ring, encoding, end, to);
            }
        }
    }

    /** The first packet of an encoding at this index or after it, {@code to} if there is none. */
    private static long next(PacketRing ring, int encoding, long from, long to) {
        long index = from;
        while (index < to && ring.at(index).encoding() != encoding) {
            index++;
        }
        return index;
    }

    private static long endOfGroup(PacketRing ring, int encoding, long first, long to) {
        int largest = ring.at(first).payloadLength();
        int smallest = largest;
        for (long i = next(ring, encoding, first + 1, to); i < to; i = next(ring, encoding, i + 1, to)) {
            int length = ring.at(i).payloadLength();
            int nextLargest = Math.max(largest, length);
            if (nextLargest - Math.min(smallest, length) > nextLargest / SHARE) {
                return length < smallest ? i + 1 : i;
            }
            largest = nextLargest;
            smallest = Math.min(smallest, length);
        }
        return to;
    }

    /** All but the last, which may be shorter. */
    private static void padGroup(PacketRing ring, int encoding, long first, long end) {
        int largest = 0;
        long last = first;
        for (long i = first; i < end; i = next(ring, encoding, i + 1, end)) {
            largest = Math.max(largest, ring.at(i).payloadLength());
            last = i;
        }
        for (long i = first; i < last; i = next(ring, encoding, i + 1, last)) {
            StoredPacket packet = ring.at(i);
            packet.pad(largest - packet.payloadLength());
        }
    }
}
