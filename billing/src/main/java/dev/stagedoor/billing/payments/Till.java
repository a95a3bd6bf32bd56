package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Sale;
import dev.stagedoor.billing.pricing.CoinPackage;
import dev.stagedoor.billing.pricing.PriceBook;
import dev.stagedoor.billing.subscriptions.Plan.Discount;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What somebody pays for a package and gets, with what their plan gives; counted as the validator of prices counts it.
 *
 * @param discounts what a buyer's plan gives on coins
 */
record Till(PriceBook prices, Function<UUID, Discount> discounts) {
    private static final long WHOLE_BASIS_POINTS = 10_000;

    List<Offer> offers(List<CoinPackage> packages, UUID userId) {
        Discount discount = discounts.apply(userId);
        return packages.stream()
                .map(regular -> new Offer(regular, yours(regular, sale(regular, discount))))
                .toList();
    }

    Sale sale(CoinPackage offer, UUID userId) {
        return sale(offer, discounts.apply(userId));
    }

    private static CoinPackage yours(CoinPackage regular, Sale sale) {
        return new CoinPackage(
                regular.id(),
                new Money(sale.priceMinor(), sale.asset()),
                Money.coins(sale.paidCoins()),
                Money.coins(sale.bonusCoins()),
                regular.badge());
    }

    private Sale sale(CoinPackage offer, Discount discount) {
        long priceMinor = offer.price().amountMinor();
        long bonusMinor = offer.bonusCoins().amountMinor();
        switch (discount.kind()) {
            case NONE -> {}
            case PRICE_CUT -> priceMinor -= part(priceMinor, discount);
            case BONUS_LOT -> bonusMinor += part(Math.addExact(offer.paidCoins().amountMinor(), bonusMinor), discount);
        }
        return new Sale(
                offer.price().asset(),
                priceMinor,
                prices.prices().taxInside(priceMinor),
                offer.paidCoins().amountMinor(),
                bonusMinor);
    }

    private static long part(long amountMinor, Discount discount) {
        return Math.multiplyExact(amountMinor, discount.basisPoints()) / WHOLE_BASIS_POINTS;
    }
}
