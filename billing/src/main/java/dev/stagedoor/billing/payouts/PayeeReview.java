package dev.stagedoor.billing.payouts;

import java.time.Instant;

/**
 * What a person decided about a payee's papers.
 *
 * @param taxIdTail the last characters of the tax number that was seen, empty if there was none
 * @param reason in plain words; a payee who was turned down is shown it
 */
public record PayeeReview(boolean verified, String taxIdTail, String reason, String reviewer, Instant at) {}
