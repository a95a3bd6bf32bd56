package dev.stagedoor.billing.payments;

/** How a provider took an order. */
public sealed interface CheckoutOutcome {
    /**
     * The buyer can pay.
     *
     * @param redirectUrl where, a path of this server or an absolute URL
     * @param providerRef what the provider calls the order, empty if it has no name for it
     */
    record Ready(String redirectUrl, String providerRef) implements CheckoutOutcome {}

    /** The provider did not answer, or refused. The same order may be tried again. */
    record Unavailable(String reason) implements CheckoutOutcome {}
}
