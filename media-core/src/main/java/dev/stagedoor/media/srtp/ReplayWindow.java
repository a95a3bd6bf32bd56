package dev.stagedoor.media.srtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which packet indexes of one SSRC have been seen: the highest one and a bit for each of the {@value #SIZE} up to it (RFC
 * 3711 §3.3.2), in a ring of words indexed by the packet index itself, so that moving forward clears words and shifts
 * nothing. Wide enough for a second of high-rate video to arrive late, as after a stalled radio link.
 */
final class ReplayWindow {
    /** Indexes the window spans. */
    static final int SIZE = 1024;

    private static final int WORD_BITS = 64;
    private static final int SEQUENCE_NUMBERS = 1 << 16;

    /**
     * More words than the window has, because a word is cleared as a whole when its first index comes up; a power of two, so
     * that finding one takes no division.
     */
    private static final int WORDS = 2 * SIZE / WORD_BITS;

    private final long[] words = new long[WORDS];

    private long highest = -1;

    /**
     * The 48-bit index of a packet with this sequence number: of the candidates with the same low 16 bits, the one
     * nearest to the highest index seen (RFC 3711 §3.3.1). Negative when that lies before the first packet.
     */
    long estimateIndex(int sequenceNumber) {
        if (highest < 0) {
            return sequenceNumber;
        }
        int distance = (short) (sequenceNumber - (int) (highest & (SEQUENCE_NUMBERS - 1)));
        return highest + distance;
    }

    /** Whether the index may be accepted: null if so, else the reason why not. */
    @Nullable
    SrtpDrop refusal(long index) {
        if (index > highest) {
            return null;
        }
        if (index < 0 || index <= highest - SIZE) {
            return SrtpDrop.TOO_OLD;
        }
        return (words[word(index)] & bit(index)) == 0 ? null : SrtpDrop.REPLAYED;
    }

    /** Marks the index as seen; only after the packet is known to be authentic. */
    void accept(long index) {
        if (index > highest) {
            forgetUpTo(index);
            highest = index;
        }
        words[word(index)] |= bit(index);
    }

    /** Clears the words that the indexes after {@link #highest} up to this one take over from older indexes. */
    private void forgetUpTo(long index) {
        if (index - highest >= SIZE) {
            Arrays.fill(words, 0);
            return;
        }
        long firstNew = highest / WORD_BITS + (highest < 0 ? 0 : 1);
        for (long number = firstNew; number <= index / WORD_BITS; number++) {
            words[(int) number & (WORDS - 1)] = 0;
        }
    }

    private int word(long index) {
        return (int) (index >> 6) & (WORDS - 1);
    }

    private static long bit(long index) {
        return 1L << index;
    }
}
