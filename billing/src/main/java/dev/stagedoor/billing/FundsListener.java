package dev.stagedoor.billing;

import dev.stagedoor.billing.metering.Metering;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Passes news on, and lets running calls know that there may be new coins. */
final class FundsListener implements BillingListener {
    private final BillingListener outside;
    private volatile @Nullable Metering metering;

    FundsListener(BillingListener outside) {
        this.outside = outside;
    }

    /** Metering and the database need each other; this is the knot. */
    void tell(Metering calls) {
        metering = calls;
    }

    @Override
    public void walletChanged(UUID ownerId) {
        Metering calls = metering;
        if (calls != null) {
            calls.fundsChanged(ownerId);
        }
        outside.walletChanged(ownerId);
    }

    @Override
    public void coinsExpiring(UUID ownerId) {
        outside.coinsExpiring(ownerId);
    }

    @Override
    public void settledByRecovery(UUID callId) {
        outside.settledByRecovery(callId);
    }
}
