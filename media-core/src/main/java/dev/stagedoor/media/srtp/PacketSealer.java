package dev.stagedoor.media.srtp;

import java.lang.foreign.MemorySegment;

/**
 * How one profile turns plain packets into protected ones, given their index. The header (for RTCP the first {@link
 * RtpLayout#RTCP_CLEAR_BYTES} bytes) already stands in the target.
 */
sealed interface PacketSealer extends AutoCloseable permits AeadPacketSealer, CounterPacketSealer {
    /** Encrypts what is behind the header and appends the tag. */
    int sealRtp(
            long index,
            int headerLength,
            MemorySegment source,
            long sourceOffset,
            int length,
            MemorySegment target,
            long targetOffset);

    /** Encrypts what is behind the clear bytes and appends index and tag in the profile's order. */
    int sealRtcp(
            int index, MemorySegment source, long sourceOffset, int length, MemorySegment target, long targetOffset);

    @Override
    void close();

    /** The sealer of a profile. */
    static PacketSealer of(SrtpBackend backend, SrtpProfile profile, SessionKeys keys) {
        return profile.isAead() ? new AeadPacketSealer(backend, keys) : new CounterPacketSealer(backend, keys);
    }
}
