package dev.stagedoor.billing.payments;

/** How a webhook ended; only {@code Accepted} can have moved money. */
public sealed interface WebhookOutcome {
    /** Genuine and processed. */
    record Accepted() implements WebhookOutcome {}

    /** Processed before. */
    record Duplicate() implements WebhookOutcome {}

    /** No provider of that name is switched on. */
    record UnknownProvider() implements WebhookOutcome {}

    /** Not from the provider, too old, or not readable. */
    record BadSignature() implements WebhookOutcome {}

    /** Genuine, but it does not fit the order: kept aside for people to look at. */
    record Quarantined(String reason) implements WebhookOutcome {}
}
