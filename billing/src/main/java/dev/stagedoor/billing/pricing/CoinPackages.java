package dev.stagedoor.billing.pricing;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.util.List;

/** The packages a fresh install sells, cheapest first. */
public final class CoinPackages {
    private CoinPackages() {}

    /** One coin is worth a rupee. */
    public static List<CoinPackage> inr() {
        return List.of(
                of("inr-49", Asset.INR, 4_900, 45, 5, ""),
                of("inr-99", Asset.INR, 9_900, 95, 15, ""),
                of("inr-299", Asset.INR, 29_900, 280, 70, "Popular"),
                of("inr-499", Asset.INR, 49_900, 460, 140, ""),
                of("inr-999", Asset.INR, 99_900, 900, 400, ""),
                of("inr-1999", Asset.INR, 199_900, 1_750, 1_050, "Best value"));
    }

    /** A hundred tokens are worth a dollar. */
    public static List<CoinPackage> usd() {
        return List.of(
                of("usd-10", Asset.USD, 999, 900, 0, ""),
                of("usd-25", Asset.USD, 2_499, 2_300, 100, "Popular"),
                of("usd-50", Asset.USD, 4_999, 4_600, 400, ""),
                of("usd-100", Asset.USD, 9_999, 9_200, 1_200, "Best value"));
    }

    private static CoinPackage of(String id, Asset asset, long priceMinor, long paid, long bonus, String badge) {
        long coin = Asset.COIN.minorPerUnit();
        return new CoinPackage(
                id, new Money(priceMinor, asset), Money.coins(paid * coin), Money.coins(bonus * coin), badge);
    }
}
