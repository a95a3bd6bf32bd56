package dev.stagedoor.billing.pricing;

import dev.stagedoor.billing.ledger.Asset;
import java.time.Instant;
import java.util.List;

/** Raises rates inside peak windows. */
public final class Peak {
    private static final long WHOLE_BASIS_POINTS = 10_000;

    private Peak() {}

    /**
     * The rate at a moment: times the multiplier of the first window that contains it, rounded half up to a whole coin;
     * unchanged outside of all windows.
     */
    public static long rateAt(long rateMinor, List<PeakWindow> windows, Instant moment) {
        for (PeakWindow window : windows) {
            if (window.contains(moment)) {
                return multiplied(rateMinor, window.multiplierBasisPoints());
            }
        }
        return rateMinor;
    }

    private static long multiplied(long rateMinor, int basisPoints) {
        long coin = Asset.COIN.minorPerUnit();
        long divisor = coin * WHOLE_BASIS_POINTS;
        long coins = (Math.multiplyExact(rateMinor, 2L * basisPoints) + divisor) / (2 * divisor);
        return Math.multiplyExact(coins, coin);
    }
}
