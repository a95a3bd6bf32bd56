package dev.stagedoor.media.srtp;

import java.lang.foreign.MemorySegment;

/** How one profile turns protected packets into plain ones, in place. Lengths have been checked by the caller. */
sealed interface PacketOpener extends AutoCloseable permits AeadPacketOpener, CounterPacketOpener {
    /** Whether the packet is authentic; if so, it is decrypted. {@code length} includes the tag. */
    boolean openRtp(long index, int headerLength, MemorySegment packet, long offset, int length);

    /** The flag and index word of an SRTCP packet (RFC 3711 §3.4). */
    int rtcpIndexWord(MemorySegment packet, long offset, int length);

    /** Whether the packet is authentic; if so, it is decrypted. {@code length} includes index and tag. */
    boolean openRtcp(MemorySegment packet, long offset, int length);

    @Override
    void close();

    /** The opener of a profile. */
    static PacketOpener of(SrtpBackend backend, SrtpProfile profile, SessionKeys keys) {
        return profile.isAead() ? new AeadPacketOpener(backend, keys) : new CounterPacketOpener(backend, keys);
    }
}
