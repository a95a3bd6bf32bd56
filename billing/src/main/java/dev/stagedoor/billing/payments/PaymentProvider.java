package dev.stagedoor.billing.payments;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A payment provider: where its buyers pay, and how its webhooks are known to be its own. */
public interface PaymentProvider {
    /** Name in paths, accounts and orders, for example {@code sandbox}. */
    String name();

    /** Where the buyer of this order pays: a path of this server, or an absolute URL. */
    String checkout(NewOrder order);

    /**
     * A webhook exactly as it came in, checked before anything of it is believed; null if it is not the provider's, too
     * old, or not readable.
     *
     * @param headers names in lower case
     */
    @Nullable
    ProviderEvent verify(Map<String, String> headers, byte[] body, String remoteAddress);
}
