package dev.stagedoor.media.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.LongConsumer;

/** OpenSSL's libcrypto through foreign memory: no copy, no garbage, and faster than the JDK's own ciphers. */
final class LibcryptoBackend implements SrtpBackend {
    private final long aes128Gcm = Libcrypto.constant("EVP_aes_128_gcm");
    private final long aes256Gcm = Libcrypto.constant("EVP_aes_256_gcm");
    private final long aes128Ctr = Libcrypto.constant("EVP_aes_128_ctr");
    private final long sha1 = Libcrypto.constant("EVP_sha1");

    @Override
    public String name() {
        return "libcrypto";
    }

    @Override
    public AeadSealer aeadSealer(byte[] key) {
        return new LibcryptoSealer(cipherContext(gcm(key), key, true));
    }

    @Override
    public AeadOpener aeadOpener(byte[] key) {
        return new LibcryptoOpener(cipherContext(gcm(key), key, false));
    }

    @Override
    public CounterCipher counterCipher(byte[] key) {
        return new LibcryptoCounterCipher(cipherContext(aes128Ctr, key, true));
    }

    @Override
    public PacketMac hmacSha1(byte[] key) {
        long context = Libcrypto.newHmacContext();
        withNative(key, address -> Libcrypto.hmacInit(context, address, key.length, sha1));
        return new LibcryptoMac(context);
    }

    private long gcm(byte[] key) {
        return key.length == 32 ? aes256Gcm : aes128Gcm;
    }

    private static long cipherContext(long cipher, byte[] key, boolean encrypt) {
        long context = Libcrypto.newCipherContext();
        withNative(key, address -> Libcrypto.cipherInit(context, cipher, address, 0, encrypt));
        return context;
    }

    /** Lends a native copy of the key and wipes it afterwards. */
    private static void withNative(byte[] key, LongConsumer use) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocateFrom(ValueLayout.JAVA_BYTE, key);
            use.accept(copy.address());
            copy.fill((byte) 0);
        }
    }
}
