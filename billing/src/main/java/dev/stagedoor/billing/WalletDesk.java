package dev.stagedoor.billing;

import dev.stagedoor.billing.approval.Approvals;
import dev.stagedoor.billing.approval.Concerned;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.metering.MeteringContext;
import dev.stagedoor.billing.pricing.PriceBook;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresCodes;
import dev.stagedoor.billing.store.PostgresJournal;
import dev.stagedoor.billing.store.PostgresLimits;
import dev.stagedoor.billing.store.PostgresLots;
import dev.stagedoor.billing.store.PostgresWallets;
import dev.stagedoor.billing.store.SpendGuard;
import dev.stagedoor.billing.wallet.Codes;
import dev.stagedoor.billing.wallet.CoinLife;
import dev.stagedoor.billing.wallet.Gifts;
import dev.stagedoor.billing.wallet.SpendLimits;
import dev.stagedoor.billing.wallet.Tips;
import dev.stagedoor.billing.wallet.Wallets;

/** Coins that people have, what they give of them, and how long they live, on a database. */
record WalletDesk(Wallets wallets, Tips tips, Gifts gifts, Codes codes, SpendLimits limits, CoinLife coinLife) {
    /** @param listed the terms in force */
    static WalletDesk open(
            Database database,
            BillingConfig config,
            Approvals approvals,
            Concerned concerned,
            PriceBook prices,
            ListedTerms listed,
            MeteringContext context) {
        Asset payoutAsset = config.prices().asset();
        PostgresWallets store = new PostgresWallets(database, new SpendGuard(context.clock()));
        return new WalletDesk(
                new Wallets(store, new PostgresJournal(database), prices, listed::lots),
                new Tips(store, prices),
                new Gifts(store, prices, context.clock()),
                new Codes(
                        new PostgresCodes(database, payoutAsset),
                        listed::lots,
                        approvals,
                        concerned,
                        config.approval().codesAloneMinor(),
                        context.clock()),
                new SpendLimits(new PostgresLimits(database, payoutAsset), config.limits(), context.clock()),
                new CoinLife(new PostgresLots(database, context.ids()), listed::lots));
    }
}
