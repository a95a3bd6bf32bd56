package dev.stagedoor.benchmarks.client.dtls;

import java.util.Arrays;

/** Master keys and salts of both directions. The arrays belong to this object. */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never printed: it only carries the keys to SRTP.
public record SrtpKeys(SrtpProfile profile, byte[] localKey, byte[] localSalt, byte[] remoteKey, byte[] remoteSalt) {
    /**
     * Cuts exported keying material, which is client key, server key, client salt, server salt (RFC 5764 section 4.2).
     *
     * @param localIsClient whether this side was the client of the handshake
     */
    static SrtpKeys cut(SrtpProfile profile, byte[] material, boolean localIsClient) {
        var key = profile.keyBytes();
        var salt = profile.saltBytes();
        var clientKey = Arrays.copyOfRange(material, 0, key);
        var serverKey = Arrays.copyOfRange(material, key, 2 * key);
        var clientSalt = Arrays.copyOfRange(material, 2 * key, 2 * key + salt);
        var serverSalt = Arrays.copyOfRange(material, 2 * key + salt, 2 * (key + salt));
        return localIsClient
                ? new SrtpKeys(profile, clientKey, clientSalt, serverKey, serverSalt)
                : new SrtpKeys(profile, serverKey, serverSalt, clientKey, clientSalt);
    }

    /** How much material {@link #cut} needs. */
    static int materialBytes(SrtpProfile profile) {
        return 2 * (profile.keyBytes() + profile.saltBytes());
    }
}
