package dev.stagedoor.media.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The nonce of AEAD packets: two zero bytes, the SSRC and the 48-bit index, combined with the salt (RFC 7714 §8.1, §9.1).
 * One piece of memory, rewritten for each packet.
 */
final class AeadNonce {
    private final MemorySegment nonce = Arena.ofAuto().allocate(AeadSealer.NONCE_BYTES);
    private final short saltHead;
    private final int saltMiddle;
    private final short saltUpper;
    private final int saltLower;

    AeadNonce(byte[] salt) {
        MemorySegment bytes = MemorySegment.ofArray(salt);
        saltHead = bytes.get(RtpLayout.SHORT, 0);
        saltMiddle = bytes.get(RtpLayout.INT, 2);
        saltUpper = bytes.get(RtpLayout.SHORT, 6);
        saltLower = bytes.get(RtpLayout.INT, 8);
    }

    /** The nonce of a packet; valid until the next call. */
    MemorySegment of(int ssrc, long index) {
        nonce.set(RtpLayout.SHORT, 0, saltHead);
        nonce.set(RtpLayout.INT, 2, saltMiddle ^ ssrc);
        nonce.set(RtpLayout.SHORT, 6, (short) (saltUpper ^ (int) (index >>> 32)));
        nonce.set(RtpLayout.INT, 8, saltLower ^ (int) index);
        return nonce;
    }
}
