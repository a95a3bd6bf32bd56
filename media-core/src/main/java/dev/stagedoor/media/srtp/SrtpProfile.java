package dev.stagedoor.media.srtp;

/** A DTLS-SRTP protection profile this server speaks, in its order of preference (RFC 5764 §4.1.2, RFC 7714 §14.2). */
public enum SrtpProfile {
    /** AES-128 in Galois/Counter Mode, 16 bytes of tag: the cheapest on any processor with AES instructions. */
    AEAD_AES_128_GCM(0x0007, 16, 12, 16),
    /** AES-256 in Galois/Counter Mode, 16 bytes of tag. */
    AEAD_AES_256_GCM(0x0008, 32, 12, 16),
    /** AES-128 in counter mode with 80 bits of HMAC-SHA1; the one every WebRTC endpoint must have (RFC 8827 §6.5). */
    AES128_CM_SHA1_80(0x0001, 16, 14, 10);

    /** Bytes that the SRTCP index and its encryption flag take in every RTCP packet (RFC 3711 §3.4). */
    static final int RTCP_INDEX_BYTES = 4;

    private final int code;
    private final int keyBytes;
    private final int saltBytes;
    private final int tagBytes;

    SrtpProfile(int code, int keyBytes, int saltBytes, int tagBytes) {
        this.code = code;
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
        this.tagBytes = tagBytes;
    }

    /** The two bytes that stand for the profile in the use_srtp extension. */
    public int code() {
        return code;
    }

    /** Length of the master key and of the session encryption keys. */
    public int keyBytes() {
        return keyBytes;
    }

    /** Length of the master salt. */
    public int saltBytes() {
        return saltBytes;
    }

    /** Length of the authentication tag of an RTP or RTCP packet. */
    public int tagBytes() {
        return tagBytes;
    }

    /** How much longer a protected RTP packet is than the plain one. */
    public int rtpOverheadBytes() {
        return tagBytes;
    }

    /** How much longer a protected RTCP packet is than the plain one. */
    public int rtcpOverheadBytes() {
        return tagBytes + RTCP_INDEX_BYTES;
    }

    /** Whether encryption and authentication are one operation (RFC 7714). */
    boolean isAead() {
        return this != AES128_CM_SHA1_80;
    }
}
