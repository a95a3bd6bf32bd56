package dev.stagedoor.billing.payments;

import java.time.InstantSource;
import java.util.List;

/** The adapters of an installation's outside providers. */
public final class OutsideProviders {
    private OutsideProviders() {}

    /** In the order of their terms. */
    public static List<PaymentProvider> of(List<ProviderTerms> terms, ProviderHttp http, InstantSource clock) {
        return terms.stream().map(one -> of(one, http, clock)).toList();
    }

    private static PaymentProvider of(ProviderTerms terms, ProviderHttp http, InstantSource clock) {
        return switch (terms) {
            case ProviderTerms.Stripe stripe -> new StripeProvider(stripe, http, clock);
            case ProviderTerms.Btcpay btcpay -> new BtcpayProvider(btcpay, http);
            case ProviderTerms.Razorpay razorpay -> new RazorpayProvider(razorpay, http);
            case ProviderTerms.Verotel verotel -> new VerotelProvider(verotel, http);
            case ProviderTerms.Nowpayments nowpayments -> new NowpaymentsProvider(nowpayments, http);
            case ProviderTerms.Ccbill ccbill -> new CcbillProvider(ccbill, http);
        };
    }
}
