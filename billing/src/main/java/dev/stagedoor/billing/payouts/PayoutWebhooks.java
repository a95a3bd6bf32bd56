package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.payments.WebhookOutcome;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** What payout providers tell by themselves. It counts as their answer to a question does. */
public final class PayoutWebhooks {
    private final PayoutStore store;
    private final Map<String, PayoutProvider> providers;
    private final InstantSource clock;

    public PayoutWebhooks(PayoutStore store, Map<String, PayoutProvider> providers, InstantSource clock) {
        this.store = store;
        this.providers = Map.copyOf(providers);
        this.clock = clock;
    }

    /** Names of the providers that are switched on. */
    public Set<String> providers() {
        return providers.keySet();
    }

    /** A provider's webhook exactly as it came in; header names are in lower case. */
    public WebhookOutcome receive(String provider, Map<String, String> headers, byte[] body) {
        PayoutProvider known = providers.get(provider);
        if (known == null) {
            return new WebhookOutcome.UnknownProvider();
        }
        return switch (known.read(headers, body)) {
            case PayoutNews.About news -> store.told(provider, body, news, clock.instant());
            case PayoutNews.NotForUs() -> new WebhookOutcome.Accepted();
            case PayoutNews.Forged() -> new WebhookOutcome.BadSignature();
        };
    }
}
