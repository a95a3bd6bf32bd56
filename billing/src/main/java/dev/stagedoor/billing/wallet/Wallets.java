package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Balances, histories, earnings and gifts of the house. */
@SuppressWarnings("DoNotCallSuggester")
public final class Wallets {
    /** Spendable and held coins; a user never seen before has zero of both. */
    public Wallet wallet(UUID userId) {
        throw new UnsupportedOperationException();
    }

    /** A user's history, newest first. */
    public Page<Movement> movements(UUID userId, Movement.Filter filter, @Nullable String cursor, int limit) {
        throw new UnsupportedOperationException();
    }

    /** What a performer has earned so far. */
    public Earnings earnings(UUID performerId) {
        throw new UnsupportedOperationException();
    }

    /** Gives promotional coins, once per {@code grantId}. */
    public void grantPromotion(UUID userId, UUID grantId, Money coins, String reason) {
        throw new UnsupportedOperationException();
    }
}
