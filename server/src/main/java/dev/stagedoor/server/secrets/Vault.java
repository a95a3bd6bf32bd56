package dev.stagedoor.server.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals small secrets: one byte of format, the key's id, a random nonce, the ciphertext with its tag. Format, id and purpose are
 * authenticated too, so that a sealed value moved to another row does not open there. Nonces are 96 random bits: fit for
 * 2³² values of one key (SP 800-38D section 8.3), which is more than there are people.
 */
public final class Vault {
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_BYTES = 1 + SecretKeys.ID_BYTES;

    private final SecretKeys keys;
    private final SecureRandom random = new SecureRandom();

    public Vault(SecretKeys keys) {
        this.keys = keys;
    }

    /** Seals with the present key, for this purpose only. */
    public byte[] seal(byte[] secret, String purpose) {
        byte[] header = header(keys.current());
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] body = crypt(Cipher.ENCRYPT_MODE, key(keys.current()), nonce, header, purpose, secret);
        return ByteBuffer.allocate(header.length + nonce.length + body.length)
                .put(header)
                .put(nonce)
                .put(body)
                .array();
    }

    /** Opens what was sealed for this purpose. Throws {@link IllegalStateException} with what to do if that is not possible. */
    public byte[] open(byte[] sealed, String purpose) {
        if (sealed.length < HEADER_BYTES + NONCE_BYTES || sealed[0] != FORMAT) {
            throw new IllegalStateException("a secret in the database is not in a format that this version knows");
        }
        ByteBuffer in = ByteBuffer.wrap(sealed);
        byte[] header = new byte[HEADER_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        in.get(header).get(nonce);
        byte[] body = new byte[in.remaining()];
        in.get(body);
        return crypt(Cipher.DECRYPT_MODE, key(idOf(sealed)), nonce, header, purpose, body);
    }

    /** Whether it is sealed with the present key. */
    public boolean isCurrent(byte[] sealed) {
        return sealed.length > HEADER_BYTES
                && sealed[0] == FORMAT
                && idOf(sealed).equals(keys.current());
    }

    private SecretKey key(String id) {
        SecretKey key = keys.find(id);
        if (key == null) {
            throw new IllegalStateException(
                    ("a secret in the database is sealed with the key %s, which %s does not have."
                                    + " Put back the key that was used with this database, behind the new one if there is one.")
                            .formatted(id, keys.source()));
        }
        return key;
    }

    private static byte[] header(String id) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put(FORMAT)
                .put(HexFormat.of().parseHex(id))
                .array();
    }

    private static String idOf(byte[] sealed) {
        return HexFormat.of().formatHex(sealed, 1, HEADER_BYTES);
    }

    private static byte[] crypt(int mode, SecretKey key, byte[] nonce, byte[] header, String purpose, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(header);
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret in the database was changed, or belongs to another row", e);
        }
    }
}
