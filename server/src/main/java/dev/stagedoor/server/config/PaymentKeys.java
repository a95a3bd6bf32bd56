package dev.stagedoor.server.config;

import dev.stagedoor.billing.payouts.RazorpayxTerms;
import java.util.List;

/** Settings of outside payment and payout providers. Their webhooks go to {@code /api/v1/webhooks/} and the provider's name. */
public final class PaymentKeys {
    public static final Key<String> RETURN_URL = Key.text(
            "payments.return-url",
            "http://localhost:8080/wallet",
            "Where buyers come back to from an outside payment provider.");
    public static final Key<String> CCBILL_FORMS_URL = Key.text(
            "payments.ccbill.forms-url", "https://api.ccbill.com/wap-frontflex/flexforms", "CCBill FlexForms.");
    public static final Key<String> CCBILL_FLEX_ID =
            Key.text("payments.ccbill.flex-id", "", "Id of the form with dynamic pricing.");
    public static final Key<String> CCBILL_ACCOUNT =
            Key.text("payments.ccbill.account", "", "Client account number; webhooks must name it.");
    public static final Key<String> CCBILL_SUB_ACCOUNT =
            Key.text("payments.ccbill.sub-account", "", "Client sub-account; webhooks must name it.");
    public static final Key<Integer> CCBILL_PERIOD_DAYS = Key.integer(
            "payments.ccbill.period-days",
            30,
            2,
            365,
            "For how long a single purchase is valid in CCBill's books, in days.");
    public static final Key<String> CCBILL_SALT =
            Key.secret("payments.ccbill.salt", "Salt of the sub-account; set, it switches CCBill on.");
    public static final Key<String> CCBILL_DATALINK_URL = Key.text(
            "payments.ccbill.datalink-url",
            "https://bill.ccbill.com/jpost/billingApi.cgi",
            "CCBill's billing API, which charges an earlier payment's payer again.");
    public static final Key<String> CCBILL_DATALINK_USER =
            Key.text("payments.ccbill.datalink-user", "", "User of DataLink, for automatic top-ups.");
    public static final Key<String> CCBILL_DATALINK_PASSWORD = Key.secret(
            "payments.ccbill.datalink-password",
            "Password of DataLink; set, it lets buyers switch automatic top-ups on.");
    public static final Key<String> RAZORPAY_URL =
            Key.text("payments.razorpay.url", "https://api.razorpay.com", "Razorpay's API.");
    public static final Key<String> RAZORPAY_KEY_ID =
            Key.text("payments.razorpay.key-id", "", "Key id of the account.");
    public static final Key<String> RAZORPAY_KEY_SECRET =
            Key.secret("payments.razorpay.key-secret", "Key secret; set, it switches Razorpay on.");
    public static final Key<String> RAZORPAY_WEBHOOK_SECRET =
            Key.secret("payments.razorpay.webhook-secret", "Secret of the webhook, another than the key's.");
    public static final Key<String> RAZORPAYX_URL =
            Key.text("payouts.razorpayx.url", "https://api.razorpay.com", "RazorpayX's API.");
    public static final Key<String> RAZORPAYX_KEY_ID =
            Key.text("payouts.razorpayx.key-id", "", "Key id of the account that pays performers.");
    public static final Key<String> RAZORPAYX_KEY_SECRET =
            Key.secret("payouts.razorpayx.key-secret", "Key secret; set, it lets payouts go by RazorpayX.");
    public static final Key<String> RAZORPAYX_ACCOUNT_NUMBER =
            Key.text("payouts.razorpayx.account-number", "", "The house's account from which payouts go.");
    public static final Key<RazorpayxTerms.Mode> RAZORPAYX_MODE = Key.choice(
            "payouts.razorpayx.mode",
            RazorpayxTerms.Mode.IMPS,
            RazorpayxTerms.Mode.class,
            "How the bank moves payouts: IMPS, NEFT or RTGS.");
    public static final Key<String> RAZORPAYX_WEBHOOK_SECRET =
            Key.secret("payouts.razorpayx.webhook-secret", "Secret of RazorpayX's webhook, another than the key's.");
    public static final Key<String> STRIPE_URL =
            Key.text("payments.stripe.url", "https://api.stripe.com", "Stripe's API.");
    public static final Key<String> STRIPE_SECRET_KEY = Key.secret(
            "payments.stripe.secret-key", "Secret key; set, it switches Stripe on. Stripe takes no adult content.");
    public static final Key<String> STRIPE_WEBHOOK_SECRET =
            Key.secret("payments.stripe.webhook-secret", "Signing secret of the webhook endpoint.");
    public static final Key<String> BTCPAY_URL = Key.text("payments.btcpay.url", "", "Address of the BTCPay server.");
    public static final Key<String> BTCPAY_STORE_ID =
            Key.text("payments.btcpay.store-id", "", "Id of the store; webhooks must name it.");
    public static final Key<String> BTCPAY_API_KEY =
            Key.secret("payments.btcpay.api-key", "Key that may create invoices; set, it switches BTCPay on.");
    public static final Key<String> BTCPAY_WEBHOOK_SECRET =
            Key.secret("payments.btcpay.webhook-secret", "Secret of the store's webhook.");

    public static final Key<String> VEROTEL_URL =
            Key.text("payments.verotel.url", "https://secure.verotel.com", "Verotel's order page, or another brand's.");
    public static final Key<String> VEROTEL_SHOP_ID =
            Key.text("payments.verotel.shop-id", "", "Id of the website at Verotel; postbacks must name it.");
    public static final Key<String> VEROTEL_SIGNATURE_KEY =
            Key.secret("payments.verotel.signature-key", "FlexPay signature key; set, it switches Verotel on.");
    public static final Key<String> VEROTEL_VERSION = Key.text(
            "payments.verotel.version", "4", "Version of FlexPay that the website is set to; 3.x signs with SHA-1.");

    public static final Key<String> NOWPAYMENTS_URL =
            Key.text("payments.nowpayments.url", "https://api.nowpayments.io", "NOWPayments' API.");
    public static final Key<String> NOWPAYMENTS_API_KEY =
            Key.secret("payments.nowpayments.api-key", "API key; set, it switches NOWPayments on.");
    public static final Key<String> NOWPAYMENTS_IPN_SECRET =
            Key.secret("payments.nowpayments.ipn-secret", "Secret under which NOWPayments signs its news.");
    public static final Key<String> NOWPAYMENTS_EMAIL =
            Key.text("payments.nowpayments.email", "", "Address of the account, with which payments can be asked for.");
    public static final Key<String> NOWPAYMENTS_PASSWORD =
            Key.secret("payments.nowpayments.password", "Password of the account; set, lost news is asked for.");

    static final List<Key<?>> ALL = List.of(
            RETURN_URL,
            CCBILL_FORMS_URL,
            CCBILL_FLEX_ID,
            CCBILL_ACCOUNT,
            CCBILL_SUB_ACCOUNT,
            CCBILL_PERIOD_DAYS,
            CCBILL_SALT,
            CCBILL_DATALINK_URL,
            CCBILL_DATALINK_USER,
            CCBILL_DATALINK_PASSWORD,
            RAZORPAY_URL,
            RAZORPAY_KEY_ID,
            RAZORPAY_KEY_SECRET,
            RAZORPAY_WEBHOOK_SECRET,
            RAZORPAYX_URL,
            RAZORPAYX_KEY_ID,
            RAZORPAYX_KEY_SECRET,
            RAZORPAYX_ACCOUNT_NUMBER,
            RAZORPAYX_MODE,
            RAZORPAYX_WEBHOOK_SECRET,
            VEROTEL_URL,
            VEROTEL_SHOP_ID,
            VEROTEL_SIGNATURE_KEY,
            VEROTEL_VERSION,
            STRIPE_URL,
            STRIPE_SECRET_KEY,
            STRIPE_WEBHOOK_SECRET,
            BTCPAY_URL,
            BTCPAY_STORE_ID,
            BTCPAY_API_KEY,
            BTCPAY_WEBHOOK_SECRET,
            NOWPAYMENTS_URL,
            NOWPAYMENTS_API_KEY,
            NOWPAYMENTS_IPN_SECRET,
            NOWPAYMENTS_EMAIL,
            NOWPAYMENTS_PASSWORD);

    private PaymentKeys() {}
}
