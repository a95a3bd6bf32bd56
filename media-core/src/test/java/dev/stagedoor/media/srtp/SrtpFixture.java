package dev.stagedoor.media.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Keys and packets made from a seed, and a slab to work in. */
final class SrtpFixture {
    static final List<SrtpBackend> BACKENDS = backends();

    /** Where packets lie in the slab: not at its start, so that a forgotten offset shows. */
    static final long OFFSET = 64;

    final MemorySegment slab = Arena.ofAuto().allocate(8_192);
    private final Random random;

    SrtpFixture(long seed) {
        random = new Random(seed);
        System.out.println("seed " + seed);
    }

    /** Those that are everywhere, and IPsec-MB where it is installed. */
    private static List<SrtpBackend> backends() {
        SrtpBackend libcrypto = new LibcryptoBackend();
        SrtpBackend jdk = new JdkBackend();
        try {
            return List.of(libcrypto, jdk, new IpsecMbBackend(jdk));
        } catch (LinkageError absent) {
            return List.of(libcrypto, jdk);
        }
    }

    Random random() {
        return random;
    }

    SrtpKeyingMaterial keys(SrtpProfile profile) {
        return new SrtpKeyingMaterial(
                profile,
                bytes(profile.keyBytes()),
                bytes(profile.saltBytes()),
                bytes(profile.keyBytes()),
                bytes(profile.saltBytes()));
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A packet with one contributing source and a one-byte header extension. */
    byte[] rtp(int ssrc, int sequenceNumber, int payloadLength) {
        byte[] packet = bytes(12 + 4 + 8 + payloadLength);
        MemorySegment segment = MemorySegment.ofArray(packet);
        packet[0] = (byte) 0x91;
        packet[1] = 96;
        segment.set(RtpLayout.SHORT, 2, (short) sequenceNumber);
        segment.set(RtpLayout.INT, 8, ssrc);
        segment.set(RtpLayout.INT, 16, 0xBEDE_0001);
        return packet;
    }

    /** A receiver report with some bytes behind it. */
    byte[] rtcp(int ssrc, int payloadLength) {
        byte[] packet = bytes(8 + payloadLength);
        packet[0] = (byte) 0x80;
        packet[1] = (byte) 201;
        MemorySegment.ofArray(packet).set(RtpLayout.INT, 4, ssrc);
        return packet;
    }

    byte[] protectRtp(SrtpSender sender, byte[] plain) {
        return at(put(plain), sender.protectRtp(slab, OFFSET, plain.length, slab, OFFSET));
    }

    byte[] protectRtcp(SrtpSender sender, byte[] plain) {
        return at(put(plain), sender.protectRtcp(slab, OFFSET, plain.length, slab, OFFSET));
    }

    /** What the receiver makes of the packet: its plain bytes. */
    byte[] unprotectRtp(SrtpReceiver receiver, byte[] sealed) {
        return at(put(sealed), receiver.unprotectRtp(slab, OFFSET, sealed.length));
    }

    byte[] unprotectRtcp(SrtpReceiver receiver, byte[] sealed) {
        return at(put(sealed), receiver.unprotectRtcp(slab, OFFSET, sealed.length));
    }

    /** Why the receiver drops the packet. */
    SrtpDrop refuseRtp(SrtpReceiver receiver, byte[] sealed) {
        put(sealed);
        return SrtpDrop.ofCode(receiver.unprotectRtp(slab, OFFSET, sealed.length));
    }

    SrtpDrop refuseRtcp(SrtpReceiver receiver, byte[] sealed) {
        put(sealed);
        return SrtpDrop.ofCode(receiver.unprotectRtcp(slab, OFFSET, sealed.length));
    }

    static byte[] flipped(byte[] packet, int bit) {
        byte[] copy = Arrays.copyOf(packet, packet.length);
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }

    private MemorySegment put(byte[] packet) {
        MemorySegment.copy(packet, 0, slab, ValueLayout.JAVA_BYTE, OFFSET, packet.length);
        return slab;
    }

    private static byte[] at(MemorySegment slab, int length) {
        if (length < 0) {
            throw new AssertionError("dropped: " + SrtpDrop.ofCode(length));
        }
        return slab.asSlice(OFFSET, length).toArray(ValueLayout.JAVA_BYTE);
    }
}
