package dev.stagedoor.media.srtp;

/** Where the cipher primitives come from. A port: the native library by FFM, or the JDK's own provider. */
public interface SrtpBackend {
    /** A short name for the log and the statistics, such as {@code libcrypto}. */
    String name();
}
