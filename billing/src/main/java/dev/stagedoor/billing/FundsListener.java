package dev.stagedoor.billing;

import dev.stagedoor.billing.metering.Metering;
import dev.stagedoor.billing.payments.AutoTopUps;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Passes news on, lets running calls know that there may be new coins, and looks whether coins are to be bought. */
final class FundsListener implements BillingListener {
    private final BillingListener outside;
    private volatile @Nullable Metering metering;
    private volatile @Nullable AutoTopUps topUps;

    FundsListener(BillingListener outside) {
        this.outside = outside;
    }

    /** Metering, automatic purchases and the database need each other; this is the knot. */
    void tell(Metering calls, AutoTopUps buying) {
        metering = calls;
        topUps = buying;
    }

    @Override
    public void walletChanged(UUID ownerId) {
        Metering calls = metering;
        if (calls != null) {
            calls.fundsChanged(ownerId);
        }
        AutoTopUps buying = topUps;
        if (buying != null) {
            buying.wake(ownerId);
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
