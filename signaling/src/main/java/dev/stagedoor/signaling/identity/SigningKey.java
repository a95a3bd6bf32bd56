package dev.stagedoor.signaling.identity;

import java.time.Instant;

/**
 * A key that signs access tokens.
 *
 * @param kid key id, which tokens name
 * @param privateJwk the P-256 key pair as an RFC 7517 JWK in JSON
 * @param signsFrom first moment of use; published before
 * @param signsUntil end of use; published until the last token is dead
 */
public record SigningKey(String kid, String privateJwk, Instant createdAt, Instant signsFrom, Instant signsUntil) {
    /** Without the private part, which has no business in a log. */
    @Override
    public String toString() {
        return "SigningKey[" + kid + ", " + signsFrom + " to " + signsUntil + "]";
    }
}
