package dev.stagedoor.media;

/**
 * Certificate fingerprint and role.
 *
 * @param algorithm hash function, for example {@code sha-256} (RFC 8122 §5)
 * @param fingerprint bytes in upper-case hex with colons
 */
public record DtlsParameters(String algorithm, String fingerprint, DtlsSetup setup) {}
