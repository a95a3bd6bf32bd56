package dev.stagedoor.billing.payments;

import java.util.List;

/**
 * How it is sold.
 *
 * @param providers outside, the first of which takes new orders; all of them may still send webhooks
 * @param autoTopUp the rules of coins that buy themselves
 * @param sandboxEnabled whether the built-in test provider takes orders
 */
public record SalesTerms(boolean sandboxEnabled, List<ProviderTerms> providers, AutoTopUpTerms autoTopUp) {
    public SalesTerms {
        providers = List.copyOf(providers);
    }
}
