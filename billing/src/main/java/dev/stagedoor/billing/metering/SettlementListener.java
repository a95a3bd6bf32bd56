package dev.stagedoor.billing.metering;

import java.util.UUID;

/** Where news of sessions settled without being asked goes. Called on any thread; must not block. */
public interface SettlementListener {
    /** Recovery settled a call whose node died, or a settlement that the database had refused at first. */
    void settledByRecovery(UUID callId);
}
