package dev.stagedoor.billing.payments;

import java.util.List;

/**
 * How it is sold.
 *
 * @param providers outside, the first of which takes new orders; all of them may still send webhooks
 * @param autoTopUp the rules of coins that buy themselves
 * @param sandboxEnabled whether the built-in test provider takes orders
 * @param seller name, address and tax number of the house for receipts, in parts by semicolons; empty if they are not to say
 */
public record SalesTerms(
        boolean sandboxEnabled, List<ProviderTerms> providers, AutoTopUpTerms autoTopUp, String seller) {
    public SalesTerms {
        providers = List.copyOf(providers);
    }
}
