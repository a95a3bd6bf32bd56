package dev.stagedoor.media.dtls;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;

/**
 * What came in the clear during the handshake. After it, only the same may come in the clear again: a peer that has missed our
 * last flight repeats its own. Anything else unencrypted may be from anyone who can forge an address, and the library ends
 * the association over bytes that it cannot read. Belongs to the loop.
 */
final class SeenRecords {
    /** A handshake has a dozen messages; a fragmented certificate chain has more. */
    private static final int MOST = 64;

    private final Set<ByteBuffer> digests = new HashSet<>();

    /** Remembers the bodies of all records in the clear; what is beyond the limit is not known again. */
    void note(byte[] datagram) {
        DtlsRecords.forEachUnencrypted(datagram, (offset, length) -> {
            if (digests.size() < MOST) {
                digests.add(digest(datagram, offset, length));
            }
        });
    }

    /** Whether that body came before. */
    boolean has(byte[] datagram, int offset, int length) {
        return digests.contains(digest(datagram, offset, length));
    }

    private static ByteBuffer digest(byte[] datagram, int offset, int length) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(datagram, offset, length);
            return ByteBuffer.wrap(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
