package dev.stagedoor.benchmarks.jmh;

import dev.stagedoor.media.room.PacketSink;
import dev.stagedoor.media.srtp.SrtpBackend;
import dev.stagedoor.media.srtp.SrtpProfile;
import dev.stagedoor.media.srtp.SrtpSender;
import java.lang.foreign.MemorySegment;

/** Where a benchmark's receiver gets its packets: encrypted into a slab, as by the transport, and then forgotten. */
final class SealingSink implements PacketSink, AutoCloseable {
    private final SrtpSender sender;
    private final MemorySegment slab;
    private long packets;

    SealingSink(SrtpBackend backend, MemorySegment slab) {
        this.sender = new SrtpSender(backend, SrtpBackends.keys(SrtpProfile.AEAD_AES_128_GCM));
        this.slab = slab;
    }

    /** How many packets were sealed. */
    long packets() {
        return packets;
    }

    @Override
    public void sendRtp(MemorySegment source, long offset, int length) {
        if (sender.protectRtp(source, offset, length, slab, 0) > 0) {
            packets++;
        }
    }

    @Override
    public void sendRtcp(MemorySegment source, long offset, int length) {
        // Reports are no part of what is measured.
    }

    @Override
    public void close() {
        sender.close();
    }
}
