package dev.stagedoor.benchmarks.client.dtls;

import java.util.stream.Stream;

/** The SRTP protection profiles the client offers, in its order of preference (RFC 5764 section 4.1.2, RFC 7714 section 14.2). */
public enum SrtpProfile {
    AEAD_AES_128_GCM(0x0007, 16, 12),
    AEAD_AES_256_GCM(0x0008, 32, 12),
    AES128_CM_SHA1_80(0x0001, 16, 14);

    private final int code;
    private final int keyBytes;
    private final int saltBytes;

    SrtpProfile(int code, int keyBytes, int saltBytes) {
        this.code = code;
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
    }

    /** The number in the {@code use_srtp} extension. */
    public int code() {
        return code;
    }

    /** Length of a master key in bytes. */
    public int keyBytes() {
        return keyBytes;
    }

    /** Length of a master salt in bytes. */
    public int saltBytes() {
        return saltBytes;
    }

    /** @throws IllegalArgumentException if no profile has this code */
    static SrtpProfile ofCode(int code) {
        return Stream.of(values())
                .filter(profile -> profile.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("SRTP profile that was not offered: " + code));
    }
}
