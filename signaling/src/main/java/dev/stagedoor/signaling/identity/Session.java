package dev.stagedoor.signaling.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * One sign-in on one device: the family of a refresh token and its successors.
 *
 * @param userAgent what the client calls itself, cut to a length that fits a list
 * @param address address literal of the client
 */
public record Session(
        UUID id, UUID accountId, Instant createdAt, Instant expiresAt, String userAgent, String address) {}
