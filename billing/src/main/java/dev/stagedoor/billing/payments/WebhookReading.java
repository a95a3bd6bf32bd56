package dev.stagedoor.billing.payments;

/** What a request to a webhook's address turned out to be. */
public sealed interface WebhookReading {
    /** The provider's own, and about an order. */
    record Said(ProviderEvent event) implements WebhookReading {}

    /**
     * The provider's own, but nothing that concerns an order here. It is taken all the same: a provider that is refused for a
     * day sends nothing any more.
     */
    record NotForUs() implements WebhookReading {}

    /** Not from the provider, too old, or not readable. */
    record Forged() implements WebhookReading {}
}
