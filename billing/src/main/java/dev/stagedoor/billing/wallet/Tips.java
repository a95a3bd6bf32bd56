package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.Share;
import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import dev.stagedoor.billing.pricing.Tariffs;
import java.util.UUID;

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
                words(tip.anonymous(), tip.privateMessage()));
        Posting posting = Posting.of(
                        TransferCode.TIP,
                        tip.tipId(),
                        key,
                        "user:" + tip.viewerId(),
                        TransferLines.tip(tip.viewerId(), split.payeesOf(tip.performerId()), coins, share))
                .inSession(tip.callId());
        return store.tip(tip, share.performerMinor(), posting);
    }

    /** Whether this viewer gave something under this id before, a tip or a gift. */
    public boolean wasGiven(UUID viewerId, UUID id) {
        return store.wasGiven(viewerId, id);
    }

    /** Who and who else may read, as part of a request. A repeat of what was sent before there were private messages reads the same. */
    static String words(boolean anonymous, boolean privateMessage) {
        return privateMessage ? anonymous + " private" : String.valueOf(anonymous);
    }
}
