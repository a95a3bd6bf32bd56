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
    /** A handshake has a dozen messages; a fragmented certificate chain has more, and each may be repeated. */
    private static final int MOST = 128;

    private final Set<ByteBuffer> bodies = new HashSet<>();
    private final Set<ByteBuffer> records = new HashSet<>();

    /**
     * Remembers a record in the clear; what is beyond the limit is not known again.
     *
     * @return whether its body came before in another record; the very same record is the network's copy
     */
    boolean note(byte[] bytes) {
        ByteBuffer body = bodyOf(bytes);
        boolean known = bodies.contains(body);
        if (bodies.size() >= MOST || records.size() >= MOST) {
            return false;
        }
        bodies.add(body);
        return records.add(digest(bytes, 0)) && known;
    }

    /** Whether the body of that record came before. */
    boolean has(byte[] bytes) {
        return bodies.contains(bodyOf(bytes));
    }

    private static ByteBuffer bodyOf(byte[] bytes) {
        return digest(bytes, DtlsRecords.HEADER_BYTES);
    }

    private static ByteBuffer digest(byte[] bytes, int offset) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(bytes, offset, bytes.length - offset);
            return ByteBuffer.wrap(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
