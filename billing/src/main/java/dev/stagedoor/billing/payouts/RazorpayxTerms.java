package dev.stagedoor.billing.payouts;

/**
 * What an installation has agreed with RazorpayX. Secrets are never in its text.
 *
 * @param apiUrl {@code https://api.razorpay.com}
 * @param keyId with {@code keySecret} the API's credentials
 * @param accountNumber of the house, from which payouts go
 * @param webhookSecret another secret than the key's
 */
public record RazorpayxTerms(
        String apiUrl, String keyId, String keySecret, String accountNumber, Mode mode, String webhookSecret) {
    /** How the bank moves money. */
    public enum Mode {
        /** At once, at any hour. */
        IMPS,
        /** In batches every half hour. */
        NEFT,
        /** At once, for large amounts. */
        RTGS
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return RazorpayxPayouts.NAME + " at " + apiUrl;
    }
}
