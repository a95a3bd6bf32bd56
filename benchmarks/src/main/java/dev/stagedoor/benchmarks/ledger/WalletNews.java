package dev.stagedoor.benchmarks.ledger;

import dev.stagedoor.billing.BillingListener;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Lets calls hear that their viewer's coins have moved, as a server lets its people. */
final class WalletNews implements BillingListener {
    private final Map<UUID, Runnable> listeners = new ConcurrentHashMap<>();

    void listen(UUID ownerId, Runnable moved) {
        listeners.put(ownerId, moved);
    }

    @Override
    public void walletChanged(UUID ownerId) {
        var listener = listeners.get(ownerId);
        if (listener != null) {
            listener.run();
        }
    }

    @Override
    public void settledByRecovery(UUID callId) {}
}
