package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.pricing.CoinPackage;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Buying coins. */
@SuppressWarnings("DoNotCallSuggester")
public final class Payments {
    /** Packages on sale now, cheapest first. */
    public List<CoinPackage> packages() {
        throw new UnsupportedOperationException();
    }

    /** Creates an order and says where to pay. The same idempotency key gives the same order. */
    public OrderOutcome order(UUID userId, String packageId, String idempotencyKey) {
        throw new UnsupportedOperationException();
    }

    /** An order of this user, null if there is none. */
    public @Nullable Order findOrder(UUID userId, UUID orderId) {
        throw new UnsupportedOperationException();
    }

    /** A provider's webhook exactly as it came in; header names are in lower case. */
    public WebhookOutcome webhook(String provider, Map<String, String> headers, byte[] body, String remoteAddress) {
        throw new UnsupportedOperationException();
    }

    /** The sandbox provider's own side: what its hosted page shows and does. */
    public Sandbox sandbox() {
        throw new UnsupportedOperationException();
    }
}
