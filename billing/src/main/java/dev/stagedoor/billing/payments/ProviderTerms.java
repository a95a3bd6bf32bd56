package dev.stagedoor.billing.payments;

import org.jspecify.annotations.Nullable;

/** What an installation has agreed with an outside provider. Secrets are never in its text. */
public sealed interface ProviderTerms {
    /**
     * @param apiUrl {@code https://api.stripe.com}
     * @param secretKey of the account
     * @param webhookSecret of the endpoint, {@code whsec_…}
     * @param returnUrl where buyers come back to
     */
    record Stripe(String apiUrl, String secretKey, String webhookSecret, String returnUrl) implements ProviderTerms {
        /** Without secrets. */
        @Override
        public String toString() {
            return StripeProvider.NAME + " at " + apiUrl;
        }
    }

    /**
     * @param apiUrl of the BTCPay server
     * @param apiKey that may create invoices in the store
     * @param webhookSecret of the store's webhook
     * @param returnUrl where buyers come back to
     */
    record Btcpay(String apiUrl, String apiKey, String storeId, String webhookSecret, String returnUrl)
            implements ProviderTerms {
        /** Without secrets. */
        @Override
        public String toString() {
            return BtcpayProvider.NAME + " at " + apiUrl;
        }
    }

    /**
     * @param apiUrl {@code https://api.razorpay.com}
     * @param keyId with {@code keySecret} the API's credentials
     * @param webhookSecret another secret than the key's
     * @param returnUrl where buyers come back to
     */
    record Razorpay(String apiUrl, String keyId, String keySecret, String webhookSecret, String returnUrl)
            implements ProviderTerms {
        /** Without secrets. */
        @Override
        public String toString() {
            return RazorpayProvider.NAME + " at " + apiUrl;
        }
    }

    /**
     * @param formsUrl {@code https://api.ccbill.com/wap-frontflex/flexforms}
     * @param periodDays for which a single purchase is valid in CCBill's books
     * @param salt of the sub-account
     * @param datalink null if nobody is charged again
     */
    record Ccbill(
            String formsUrl,
            String flexId,
            String clientAccnum,
            String clientSubacc,
            int periodDays,
            String salt,
            @Nullable Datalink datalink)
            implements ProviderTerms {
        /** Without the salt. */
        @Override
        public String toString() {
            return CcbillProvider.NAME + " " + clientAccnum + "-" + clientSubacc;
        }
    }

    /**
     * @param url {@code https://secure.verotel.com}, or that of another brand of Verotel's
     * @param version of FlexPay: 4, or 3 and what follows, which signs with SHA-1
     * @param returnUrl where buyers come back to
     */
    record Verotel(String url, String shopId, String signatureKey, String version, String returnUrl)
            implements ProviderTerms {
        /** Without the key. */
        @Override
        public String toString() {
            return VerotelProvider.NAME + " " + shopId + " at " + url;
        }
    }

    /**
     * @param apiUrl {@code https://api.nowpayments.io}
     * @param ipnSecret under which news is signed
     * @param login of the account, by which its payments can be asked for; null if they are not
     * @param callbackUrl where its news goes
     * @param returnUrl where buyers come back to
     */
    record Nowpayments(
            String apiUrl,
            String apiKey,
            String ipnSecret,
            @Nullable Login login,
            String callbackUrl,
            String returnUrl) implements ProviderTerms {
        /** Without secrets. */
        @Override
        public String toString() {
            return NowpaymentsProvider.NAME + " at " + apiUrl;
        }
    }

    /** Who signs in at a provider. */
    record Login(String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return user;
        }
    }

    /**
     * CCBill's way to charge an earlier payment's payer again.
     *
     * @param url {@code https://bill.ccbill.com/jpost/billingApi.cgi}
     * @param user of DataLink, as is {@code password}
     */
    record Datalink(String url, String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "DataLink at " + url;
        }
    }
}
