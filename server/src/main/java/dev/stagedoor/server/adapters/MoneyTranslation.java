package dev.stagedoor.server.adapters;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.WalletService;
import java.util.function.Function;

/** Amounts and pages between billing and signalling. */
final class MoneyTranslation {
    private MoneyTranslation() {}

    static Money money(dev.stagedoor.billing.ledger.Money money) {
        return new Money(money.amountMinor(), money.asset().name());
    }

    /** Throws {@link IllegalArgumentException} for a currency that billing does not know. */
    static dev.stagedoor.billing.ledger.Money money(Money money) {
        return new dev.stagedoor.billing.ledger.Money(money.amountMinor(), Asset.valueOf(money.currency()));
    }

    static <A, B> WalletService.Page<B> page(dev.stagedoor.billing.ledger.Page<A> page, Function<A, B> translation) {
        return new WalletService.Page<>(page.items().stream().map(translation).toList(), page.nextCursor());
    }
}
