package dev.stagedoor.signaling.identity;

import dev.stagedoor.signaling.SecretBox;
import java.nio.charset.StandardCharsets;

/** Seals nothing, but notices what was sealed for another purpose or by another key. */
public final class PlainBox implements SecretBox {
    private final String key;

    public PlainBox(String key) {
        this.key = key;
    }

    @Override
    public byte[] seal(byte[] secret, String purpose) {
        return (key + "|" + purpose + "|" + new String(secret, StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public byte[] open(byte[] sealed, String purpose) {
        String[] parts = text(sealed).split("\\|", 3);
        if (!parts[1].equals(purpose)) {
            throw new IllegalStateException("sealed for " + parts[1] + ", not for " + purpose);
        }
        return parts[2].getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean isCurrent(byte[] sealed) {
        return text(sealed).startsWith(key + "|");
    }

    private static String text(byte[] sealed) {
        return new String(sealed, StandardCharsets.ISO_8859_1);
    }
}
