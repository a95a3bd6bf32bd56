package dev.stagedoor.signaling.identity;

import java.text.Normalizer;
import java.util.Locale;

/**
 * An e-mail address as its owner writes it. Its form is checked by the contract; whether it exists, only a message to it
 * can tell.
 */
public record EmailAddress(String text) {
    /** Removes surrounding white space, which keyboards add. */
    public EmailAddress {
        text = text.strip();
    }

    /**
     * What addresses are compared by. The part before the {@code @} may be case-sensitive by RFC 5321 section 2.4, but no
     * provider of any size makes it so, and two accounts that differ in case would be a trap.
     */
    public String key() {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
