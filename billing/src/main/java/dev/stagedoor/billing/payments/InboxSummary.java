package dev.stagedoor.billing.payments;

import java.time.Instant;

/**
 * What a provider has sent so far.
 *
 * @param quarantined webhooks that were kept aside
 */
public record InboxSummary(String provider, Instant lastReceivedAt, long quarantined) {}
