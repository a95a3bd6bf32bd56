package dev.stagedoor.signaling.mail;

import java.util.UUID;

/**
 * A message to be sent.
 *
 * @param key what it is about; the second of the same key is not a message
 * @param kind for the console, small letters and dashes
 * @param locale of the texts (BCP 47)
 */
public record Draft(
        String key, UUID accountId, String kind, String locale, String subject, String plainText, String html) {}
