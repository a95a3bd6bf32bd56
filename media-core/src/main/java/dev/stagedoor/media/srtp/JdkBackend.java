package dev.stagedoor.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/**
 * The ciphers of the JDK. They work on arrays: on direct buffers the JDK's GCM is a third slower and makes more garbage,
 * so every packet is copied in and out. Costs about a kilobyte of garbage a packet; the fallback where no native library
 * is found.
 */
final class JdkBackend implements SrtpBackend {
    /** Longest packet: what a UDP datagram can carry. */
    static final int MAX_PACKET_BYTES = 65_536;

    @Override
    public String name() {
        return "jdk";
    }

    @Override
    public AeadSealer aeadSealer(byte[] key) {
        return new JdkAead(Cipher.ENCRYPT_MODE, key);
    }

    @Override
    public AeadOpener aeadOpener(byte[] key) {
        return new JdkAead(Cipher.DECRYPT_MODE, key);
    }

    @Override
    public CounterCipher counterCipher(byte[] key) {
        return new JdkCounterCipher(key);
    }

    @Override
    public PacketMac hmacSha1(byte[] key) {
        return new JdkMac(key);
    }

    /** Every Java platform must have these algorithms, so their absence is a broken installation, not an input error. */
    static IllegalStateException broken(GeneralSecurityException e) {
        return new IllegalStateException("the JDK's cipher failed", e);
    }
}
