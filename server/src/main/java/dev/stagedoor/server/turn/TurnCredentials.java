package dev.stagedoor.server.turn;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a relay asks for: a name, and a password that goes over the wire in no form. */
public record TurnCredentials(String username, String password) {
    /** Such as the server hands out: the shared-secret scheme of draft-uberti-behave-turn-rest, which coturn implements. */
    public static TurnCredentials sharedSecret(String secret, String user, Instant expiry) {
        String username = expiry.getEpochSecond() + ":" + user;
        byte[] hmac = hmacSha1(secret.getBytes(StandardCharsets.UTF_8), username.getBytes(StandardCharsets.UTF_8));
        return new TurnCredentials(username, Base64.getEncoder().encodeToString(hmac));
    }

    /** The key of the long-term mechanism (RFC 8489 section 9.2.2). */
    byte[] key(String realm) {
        try {
            String text = username + ":" + realm + ":" + password;
            return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    static byte[] hmacSha1(byte[] key, byte[] text) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA1");
            hmac.init(new SecretKeySpec(key, "HmacSHA1"));
            return hmac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA1", e);
        }
    }

    @Override
    public String toString() {
        return "credentials of " + username;
    }
}
