package dev.stagedoor.billing.ledger;

import java.util.UUID;

/**
 * Where news of balances goes. Called on any thread after the commit, at least once; must not block. It says where to look, and
 * is to be heard twice without harm.
 */
public interface WalletListener {
    /** A balance of this owner changed: purchase, tip, hold, capture, release. */
    void walletChanged(UUID ownerId);

    /** Coins of this owner expire soon; which and when is for the wallet to say. */
    default void coinsExpiring(UUID ownerId) {}
}
