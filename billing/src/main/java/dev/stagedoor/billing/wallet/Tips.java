package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.Share;
import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import dev.stagedoor.billing.pricing.Tariffs;

/** Tips: coins that move at once. */
public final class Tips {
    private final WalletStore store;
    private final Tariffs tariffs;

    public Tips(WalletStore store, Tariffs tariffs) {
        this.store = store;
        this.tariffs = tariffs;
    }

    /** Moves the coins. The tip's id makes a repeat harmless. */
    public TipOutcome tip(Tip tip) {
        long coins = tip.amount().amountMinor();
        SplitTerms split = tariffs.split(tip.performerId());
        Share share = split.shareOf(coins);
        IdempotencyKey key = IdempotencyKey.of(
                "user:" + tip.viewerId(),
                "tip:" + tip.tipId(),
                tip.performerId(),
                tip.callId(),
                coins,
                tip.message(),
                tip.anonymous());
        Posting posting = Posting.of(
                        TransferCode.TIP,
                        tip.tipId(),
                        key,
                        "user:" + tip.viewerId(),
                        TransferLines.tip(tip.viewerId(), split.payeesOf(tip.performerId()), coins, share))
                .inSession(tip.callId());
        return store.tip(tip, share.performerMinor(), posting);
    }
}
