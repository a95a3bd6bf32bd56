package dev.stagedoor.signaling.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as the console shows it.
 *
 * @param recipient address of the account as it is now
 * @param attempts how often it was given to the mail server, one that is under way included
 * @param nextAttemptAt null unless it waits
 * @param settledAt when it was sent or given up, null before
 * @param lastError what the last attempt that failed ran into, in the server's or our words; empty if none failed
 */
public record Mail(
        UUID mailId,
        String kind,
        MailState state,
        UUID accountId,
        String recipient,
        String locale,
        String subject,
        Instant createdAt,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant settledAt,
        String lastError) {}
