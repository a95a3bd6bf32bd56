package dev.stagedoor.server;

import dev.stagedoor.billing.payments.ProviderTerms;
import dev.stagedoor.billing.payouts.RazorpayxTerms;
import dev.stagedoor.server.config.Key;
import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.PaymentKeys;
import dev.stagedoor.server.config.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Outside payment and payout providers: one is switched on by its secret. New orders go to the first in this order. Whether
 * they are complete, {@code doctor} has seen before.
 */
final class PaymentSettings {
    private PaymentSettings() {}

    static List<ProviderTerms> providers(Settings settings) {
        String returnUrl = settings.get(PaymentKeys.RETURN_URL);
        List<ProviderTerms> terms = new ArrayList<>();
        if (isSet(settings, PaymentKeys.CCBILL_SALT)) {
            terms.add(new ProviderTerms.Ccbill(
                    settings.get(PaymentKeys.CCBILL_FORMS_URL),
                    settings.get(PaymentKeys.CCBILL_FLEX_ID),
                    settings.get(PaymentKeys.CCBILL_ACCOUNT),
                    settings.get(PaymentKeys.CCBILL_SUB_ACCOUNT),
                    settings.get(PaymentKeys.CCBILL_PERIOD_DAYS),
                    settings.get(PaymentKeys.CCBILL_SALT),
                    datalink(settings)));
        }
        if (isSet(settings, PaymentKeys.VEROTEL_SIGNATURE_KEY)) {
            terms.add(new ProviderTerms.Verotel(
                    settings.get(PaymentKeys.VEROTEL_URL),
                    settings.get(PaymentKeys.VEROTEL_SHOP_ID),
                    settings.get(PaymentKeys.VEROTEL_SIGNATURE_KEY),
                    settings.get(PaymentKeys.VEROTEL_VERSION),
                    returnUrl));
        }
        if (isSet(settings, PaymentKeys.RAZORPAY_KEY_SECRET)) {
            terms.add(new ProviderTerms.Razorpay(
                    settings.get(PaymentKeys.RAZORPAY_URL),
                    settings.get(PaymentKeys.RAZORPAY_KEY_ID),
                    settings.get(PaymentKeys.RAZORPAY_KEY_SECRET),
                    settings.get(PaymentKeys.RAZORPAY_WEBHOOK_SECRET),
                    returnUrl));
        }
        if (isSet(settings, PaymentKeys.STRIPE_SECRET_KEY)) {
            terms.add(new ProviderTerms.Stripe(
                    settings.get(PaymentKeys.STRIPE_URL),
                    settings.get(PaymentKeys.STRIPE_SECRET_KEY),
                    settings.get(PaymentKeys.STRIPE_WEBHOOK_SECRET),
                    returnUrl));
        }
        if (isSet(settings, PaymentKeys.BTCPAY_API_KEY)) {
            terms.add(new ProviderTerms.Btcpay(
                    settings.get(PaymentKeys.BTCPAY_URL),
                    settings.get(PaymentKeys.BTCPAY_API_KEY),
                    settings.get(PaymentKeys.BTCPAY_STORE_ID),
                    settings.get(PaymentKeys.BTCPAY_WEBHOOK_SECRET),
                    returnUrl));
        }
        if (isSet(settings, PaymentKeys.NOWPAYMENTS_API_KEY)) {
            terms.add(new ProviderTerms.Nowpayments(
                    settings.get(PaymentKeys.NOWPAYMENTS_URL),
                    settings.get(PaymentKeys.NOWPAYMENTS_API_KEY),
                    settings.get(PaymentKeys.NOWPAYMENTS_IPN_SECRET),
                    isSet(settings, PaymentKeys.NOWPAYMENTS_PASSWORD)
                            ? new ProviderTerms.Login(
                                    settings.get(PaymentKeys.NOWPAYMENTS_EMAIL),
                                    settings.get(PaymentKeys.NOWPAYMENTS_PASSWORD))
                            : null,
                    settings.get(Keys.PUBLIC_URL) + "/api/v1/webhooks/nowpayments",
                    returnUrl));
        }
        return terms;
    }

    /** Null if CCBill charges nobody again. */
    private static ProviderTerms.@Nullable Datalink datalink(Settings settings) {
        return isSet(settings, PaymentKeys.CCBILL_DATALINK_PASSWORD)
                ? new ProviderTerms.Datalink(
                        settings.get(PaymentKeys.CCBILL_DATALINK_URL),
                        settings.get(PaymentKeys.CCBILL_DATALINK_USER),
                        settings.get(PaymentKeys.CCBILL_DATALINK_PASSWORD))
                : null;
    }

    /** Null if payouts do not go by RazorpayX. */
    static @Nullable RazorpayxTerms razorpayx(Settings settings) {
        return isSet(settings, PaymentKeys.RAZORPAYX_KEY_SECRET)
                ? new RazorpayxTerms(
                        settings.get(PaymentKeys.RAZORPAYX_URL),
                        settings.get(PaymentKeys.RAZORPAYX_KEY_ID),
                        settings.get(PaymentKeys.RAZORPAYX_KEY_SECRET),
                        settings.get(PaymentKeys.RAZORPAYX_ACCOUNT_NUMBER),
                        settings.get(PaymentKeys.RAZORPAYX_MODE),
                        settings.get(PaymentKeys.RAZORPAYX_WEBHOOK_SECRET))
                : null;
    }

    private static boolean isSet(Settings settings, Key<String> key) {
        return !settings.get(key).isEmpty();
    }
}
