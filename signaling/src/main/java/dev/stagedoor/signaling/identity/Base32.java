package dev.stagedoor.signaling.identity;

/** Base 32 without padding (RFC 4648 section 6), which authenticator apps and people read. */
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;
    private static final int MASK = 31;

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int waiting = 0;
        int bits = 0;
        for (byte next : bytes) {
            waiting = (waiting << Byte.SIZE) | Byte.toUnsignedInt(next);
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt((waiting >> bits) & MASK));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((waiting << (BITS - bits)) & MASK));
        }
        return text.toString();
    }
}
