package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Journal;
import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.ledger.LotGrant;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import dev.stagedoor.billing.pricing.Tariffs;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Balances, histories, earnings and gifts of the house. */
public final class Wallets {
    /** The longest page anybody gets. */
    public static final int PAGE_LIMIT = 200;

    private final WalletStore store;
    private final Journal journal;
    private final Tariffs tariffs;
    private final Supplier<LotTerms> lots;

    public Wallets(WalletStore store, Journal journal, Tariffs tariffs, Supplier<LotTerms> lots) {
        this.store = store;
        this.journal = journal;
        this.tariffs = tariffs;
        this.lots = lots;
    }

    /** Spendable and held coins; a user never seen before has zero of both. */
    public Wallet wallet(UUID userId) {
        WalletStore.Balance balance = store.balance(userId);
        return new Wallet(
                Money.coins(balance.availableMinor()),
                Money.coins(balance.heldMinor()),
                tariffs.split().nominalValue(Math.addExact(balance.availableMinor(), balance.heldMinor())));
    }

    /** A user's history, newest first; at most {@link #PAGE_LIMIT} lines a page. */
    public Page<Movement> movements(UUID userId, Movement.Filter filter, @Nullable String cursor, int limit) {
        return store.movements(userId, filter, cursor, Math.clamp(limit, 1, PAGE_LIMIT));
    }

    /** Tips and gifts that a performer was given, newest first; at most {@link #PAGE_LIMIT} a page. */
    public Page<ReceivedTip> received(UUID performerId, @Nullable String cursor, int limit) {
        return store.received(performerId, cursor, Math.clamp(limit, 1, PAGE_LIMIT));
    }

    /** What a performer has earned so far. */
    public Earnings earnings(UUID performerId) {
        return store.earnings(performerId, tariffs.split().payoutAsset());
    }

    /** Gives promotional coins, once per {@code grantId}. */
    public PostOutcome grantPromotion(UUID userId, UUID grantId, Money coins, String reason) {
        IdempotencyKey key = IdempotencyKey.of("promo", "promo:" + grantId, userId, coins.amountMinor());
        LotGrant lot = LotGrant.of(
                LotClass.PROMO,
                coins.amountMinor(),
                new Money(0, tariffs.split().payoutAsset()),
                lots.get());
        return journal.post(
                Posting.of(TransferCode.PROMO, grantId, key, "house", TransferLines.promo(userId, coins.amountMinor()))
                        .granting(List.of(lot))
                        .noting(reason));
    }
}
