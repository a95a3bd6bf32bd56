package dev.stagedoor.media.srtp;

import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the cipher primitives come from: a native library through foreign memory, or the JDK's own provider. What it makes
 * is owned by one thread; the backend itself is shared.
 */
public interface SrtpBackend {
    /** A short name for the log and the statistics, such as {@code libcrypto}. */
    String name();

    /** AES-GCM for sending, with a key of 16 or 32 bytes. */
    AeadSealer aeadSealer(byte[] key);

    /** AES-GCM for receiving, with a key of 16 or 32 bytes. */
    AeadOpener aeadOpener(byte[] key);

    /** AES in counter mode, with a key of 16 bytes. */
    CounterCipher counterCipher(byte[] key);

    /** HMAC-SHA1, with a key of 20 bytes. */
    PacketMac hmacSha1(byte[] key);

    /**
     * The fastest backend that is present and passes {@link SrtpSelfTest}; logs the choice, and why a faster one was left
     * out. A wrong cipher would be found only by the peer, in silence, so none is used untested.
     *
     * @throws IllegalStateException if not even the JDK's ciphers work
     */
    static SrtpBackend fastest() {
        Logger log = LoggerFactory.getLogger(SrtpBackend.class);
        SrtpBackend everything = firstOf(log, List.of(LibcryptoBackend::new, JdkBackend::new));
        SrtpBackend chosen = firstOf(log, List.of(() -> new IpsecMbBackend(everything), () -> everything));
        log.info("SRTP ciphers by {}", chosen.name());
        return chosen;
    }

    private static SrtpBackend firstOf(Logger log, List<Supplier<SrtpBackend>> byPreference) {
        for (Supplier<SrtpBackend> candidate : byPreference) {
            try {
                SrtpBackend backend = candidate.get();
                SrtpSelfTest.run(backend);
                return backend;
            } catch (LinkageError absent) {
                log.info("A faster SRTP backend is left out: {}", rootMessage(absent));
            } catch (RuntimeException e) {
                log.warn("A faster SRTP backend is left out, because it does not work: {}", rootMessage(e));
            }
        }
        throw new IllegalStateException("no SRTP backend passed its self-test");
    }

    /** The JDK's ciphers, present everywhere. */
    static SrtpBackend jdk() {
        return new JdkBackend();
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
