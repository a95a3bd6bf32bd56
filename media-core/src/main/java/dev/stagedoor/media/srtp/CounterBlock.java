package dev.stagedoor.media.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The initial counter of AES-CM packets: salt, SSRC and 48-bit index combined, and 16 bits for the block number (RFC 3711
 * §4.1.1). One piece of memory, rewritten for each packet.
 */
final class CounterBlock {
    private final MemorySegment block = Arena.ofAuto().allocate(CounterCipher.COUNTER_BYTES);
    private final int saltMiddle;
    private final short saltUpper;
    private final int saltLower;

    CounterBlock(byte[] salt) {
        MemorySegment.copy(salt, 0, block, ValueLayout.JAVA_BYTE, 0, salt.length);
        saltMiddle = block.get(RtpLayout.INT, 4);
        saltUpper = block.get(RtpLayout.SHORT, 8);
        saltLower = block.get(RtpLayout.INT, 10);
    }

    /** The counter of a packet's first block; valid until the next call. */
    MemorySegment of(int ssrc, long index) {
        block.set(RtpLayout.INT, 4, saltMiddle ^ ssrc);
        block.set(RtpLayout.SHORT, 8, (short) (saltUpper ^ (int) (index >>> 32)));
        block.set(RtpLayout.INT, 10, saltLower ^ (int) index);
        return block;
    }
}
