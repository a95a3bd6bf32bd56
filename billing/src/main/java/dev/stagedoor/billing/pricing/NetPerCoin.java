package dev.stagedoor.billing.pricing;

/**
 * What is left of a coin that is sold in one way. Amounts are thousandths of the currency's minor unit a coin, so that a
 * coin of one cent can be told from one of half a cent.
 *
 * @param packageId what is bought; for free minutes that with which the plan's price brings least
 * @param planId by whom, empty without a plan
 * @param channel through whom
 * @param allowance whether it is no coin that is sold, but one that the plan gives for free minutes, and {@code netMilli} what the
 *     coins of the plan's price bring for each of these
 * @param netMilli after tax, fees and the commission of who brought the buyer, rounded down
 * @param requiredMilli the highest share of any performer and the margin floor, rounded up
 */
public record NetPerCoin(
        String packageId, String planId, String channel, boolean allowance, long netMilli, long requiredMilli) {
    /** Whether the coin earns enough. */
    public boolean isEnough() {
        return netMilli >= requiredMilli;
    }
}
