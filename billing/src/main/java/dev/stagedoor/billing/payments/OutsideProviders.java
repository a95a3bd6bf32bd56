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

    /** Their names, which are those of their lines among the fees of a price list. */
    public static List<String> names(List<ProviderTerms> terms) {
        return terms.stream().map(OutsideProviders::name).toList();
    }

    private static String name(ProviderTerms terms) {
        return switch (terms) {
            case ProviderTerms.Stripe _ -> StripeProvider.NAME;
            case ProviderTerms.Btcpay _ -> BtcpayProvider.NAME;
            case ProviderTerms.Razorpay _ -> RazorpayProvider.NAME;
            case ProviderTerms.Verotel _ -> VerotelProvider.NAME;
            case ProviderTerms.Nowpayments _ -> NowpaymentsProvider.NAME;
            case ProviderTerms.Ccbill _ -> CcbillProvider.NAME;
        };
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
