package dev.stagedoor.billing;

import dev.stagedoor.billing.payouts.SecretBox;
import java.nio.charset.StandardCharsets;

/** Hides what it seals from a search, and notices what was sealed for another purpose or by another key. */
public record PlainBox(byte key) implements SecretBox {
    @Override
    public byte[] seal(byte[] secret, String purpose) {
        byte[] text =
                (purpose + "|" + new String(secret, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
        byte[] sealed = new byte[text.length + 1];
        sealed[0] = key;
        for (int i = 0; i < text.length; i++) {
            sealed[i + 1] = (byte) ~text[i];
        }
        return sealed;
    }

    @Override
    public byte[] open(byte[] sealed, String purpose) {
        byte[] text = new byte[sealed.length - 1];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ~sealed[i + 1];
        }
        String[] parts = new String(text, StandardCharsets.ISO_8859_1).split("\\|", 2);
        if (!parts[0].equals(purpose)) {
            throw new IllegalStateException("sealed for " + parts[0] + ", not for " + purpose);
        }
        return parts[1].getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean isCurrent(byte[] sealed) {
        return sealed[0] == key;
    }
}
