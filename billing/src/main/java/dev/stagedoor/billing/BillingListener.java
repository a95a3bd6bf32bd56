package dev.stagedoor.billing;

import dev.stagedoor.billing.ledger.WalletListener;
import dev.stagedoor.billing.metering.SettlementListener;

/** All news of billing. Called on any thread after the commit, at least once; must not block. */
public interface BillingListener extends WalletListener, SettlementListener {}
