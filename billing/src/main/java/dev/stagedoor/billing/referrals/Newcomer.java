package dev.stagedoor.billing.referrals;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who signed up and came by a link.
 *
 * @param code as it stood in the link
 * @param seenAt when they followed it, as far as their browser knows
 */
public record Newcomer(UUID accountId, String code, Instant seenAt, Instant registeredAt) {}
