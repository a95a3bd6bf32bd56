package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.GIFT;
import static dev.stagedoor.billing.store.jooq.Tables.TIP;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SpendRefusal;
import dev.stagedoor.billing.wallet.Tip;
import dev.stagedoor.billing.wallet.TipOutcome;
import dev.stagedoor.billing.wallet.WalletStore.GiftLine;
import java.util.UUID;
import org.jooq.DSLContext;

/** Gifts inside a transaction: a tip with something to show for it. Rare beside tips, so each is a transaction of its own. */
final class GiftRows {
    private GiftRows() {}

    static TipOutcome give(
            Transaction transaction, SpendGuard guard, PlainPosting.Words words, GiftLine gift, Posting posting) {
        Tip tip = words.tip();
        return switch (transaction.post(posting)) {
            case PostOutcome.Posted posted -> {
                SpendRefusal refusal = guard.afterSpending(
                        transaction.sql(), tip.viewerId(), tip.amount().amountMinor());
                if (refusal != null) {
                    yield transaction.undo(new TipOutcome.Limited(refusal));
                }
                if (!words.insert(transaction.sql(), posted.transferId())) {
                    yield transaction.undo(new TipOutcome.Conflict());
                }
                insert(transaction.sql(), tip, gift);
                yield new TipOutcome.Posted(Money.coins(posted.viewerAvailable()), false);
            }
            case PostOutcome.Replayed replayed -> new TipOutcome.Posted(Money.coins(replayed.viewerAvailable()), true);
            case PostOutcome.InsufficientFunds poor ->
                transaction.undo(new TipOutcome.InsufficientFunds(tip.amount(), Money.coins(poor.viewerAvailable())));
            case PostOutcome.IdempotencyConflict _ -> transaction.undo(new TipOutcome.Conflict());
            case PostOutcome.Fenced _ -> throw new IllegalStateException("a gift has no fence: " + tip);
        };
    }

    static boolean wasGiven(DSLContext sql, UUID viewerId, UUID id) {
        return sql.fetchExists(TIP, TIP.ID.eq(id).and(TIP.VIEWER_ID.eq(viewerId)));
    }

    private static void insert(DSLContext sql, Tip tip, GiftLine gift) {
        sql.insertInto(GIFT)
                .set(GIFT.TIP_ID, tip.tipId())
                .set(GIFT.ITEM, gift.item())
                .set(GIFT.NAME, gift.name())
                .set(GIFT.QUANTITY, gift.quantity())
                .set(GIFT.UNIT_COINS, gift.unitMinor())
                .execute();
    }
}
