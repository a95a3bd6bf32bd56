package dev.stagedoor.billing.payments;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The hosted side of the sandbox provider, which a real provider would run on its own servers. */
@SuppressWarnings("DoNotCallSuggester")
public final class Sandbox {
    /** Whether it takes payments. */
    public boolean enabled() {
        throw new UnsupportedOperationException();
    }

    /** What is to be paid, null if there is no such order. */
    public @Nullable Order order(UUID orderId) {
        throw new UnsupportedOperationException();
    }

    /**
     * A test card was used. Returns the webhooks to send, each after its delay; they must travel over HTTP like anyone's.
     */
    public List<SignedWebhook> pay(UUID orderId, String card) {
        throw new UnsupportedOperationException();
    }
}
