package dev.stagedoor.server.adapters;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.SpendRefusal;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.WalletService;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
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

    /** Why somebody may not spend, for people. */
    static String words(SpendRefusal refusal) {
        return switch (refusal) {
            case SpendRefusal.Excluded excluded ->
                "You have shut yourself out until %s (UTC). Nothing can be bought or spent before that."
                        .formatted(DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm", Locale.ENGLISH)
                                .format(excluded.until().atOffset(ZoneOffset.UTC)));
            case SpendRefusal.OverLimit over ->
                "Your own limit of %s a %s leaves %s. Choose less, or wait; a higher limit takes a day to take effect."
                        .formatted(
                                over.limit().words(),
                                over.period().name().toLowerCase(Locale.ROOT),
                                over.left().words());
        };
    }

    static <A, B> WalletService.Page<B> page(dev.stagedoor.billing.ledger.Page<A> page, Function<A, B> translation) {
        return new WalletService.Page<>(page.items().stream().map(translation).toList(), page.nextCursor());
    }
}
