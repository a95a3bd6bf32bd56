package dev.stagedoor.media.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives session keys from a master key and salt (RFC 3711 §4.3; RFC 6188 §3 and RFC 7714 §11 for the other ciphers). The key
 * derivation rate is 0, as everywhere in DTLS-SRTP, so each key is derived once.
 */
final class SessionKeys {
    private static final int LABEL_RTP_ENCRYPTION = 0;
    private static final int LABEL_RTP_AUTHENTICATION = 1;
    private static final int LABEL_RTP_SALT = 2;
    private static final int LABEL_RTCP_ENCRYPTION = 3;
    private static final int LABEL_RTCP_AUTHENTICATION = 4;
    private static final int LABEL_RTCP_SALT = 5;
    /** Where the label is combined into the 14 bytes of key id and salt. */
    private static final int LABEL_POSITION = 7;

    private static final int COUNTER_BYTES = 16;
    /** HMAC-SHA1 keys are 160 bits (RFC 3711 §5.2). */
    private static final int AUTHENTICATION_KEY_BYTES = 20;

    private final SrtpProfile profile;
    private final byte[] masterKey;
    private final byte[] masterSalt;

    SessionKeys(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        this.profile = profile;
        this.masterKey = masterKey;
        this.masterSalt = masterSalt;
    }

    byte[] rtpEncryptionKey() {
        return derive(LABEL_RTP_ENCRYPTION, profile.keyBytes());
    }

    byte[] rtpAuthenticationKey() {
        return derive(LABEL_RTP_AUTHENTICATION, AUTHENTICATION_KEY_BYTES);
    }

    byte[] rtpSalt() {
        return derive(LABEL_RTP_SALT, profile.saltBytes());
    }

    byte[] rtcpEncryptionKey() {
        return derive(LABEL_RTCP_ENCRYPTION, profile.keyBytes());
    }

    byte[] rtcpAuthenticationKey() {
        return derive(LABEL_RTCP_AUTHENTICATION, AUTHENTICATION_KEY_BYTES);
    }

    byte[] rtcpSalt() {
        return derive(LABEL_RTCP_SALT, profile.saltBytes());
    }

    /** The key stream of AES in counter mode, from the salt with the label combined into it. */
    private byte[] derive(int label, int length) {
        byte[] counter = Arrays.copyOf(masterSalt, COUNTER_BYTES);
        counter[LABEL_POSITION] ^= (byte) label;
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(masterKey, "AES"), new IvParameterSpec(counter));
            return cipher.doFinal(new byte[length]);
        } catch (GeneralSecurityException e) {
            throw JdkBackend.broken(e);
        }
    }
}
