package dev.stagedoor.billing.tax;

/**
 * The tax of one payment.
 *
 * @param taxableMinor the amount it was computed of; more than the payment when a threshold is crossed and everything before
 *     is taxed, too
 * @param withheldMinor the tax, at most the payment
 * @param rateBasisPoints the rate that was applied
 */
public record Withholding(long taxableMinor, long withheldMinor, int rateBasisPoints) {
    /** No tax. */
    public static final Withholding NONE = new Withholding(0, 0, 0);

    private static final int WHOLE = 10_000;

    /**
     * The tax of a payment, given the year before it. What is compared is the taxable amount, not the tax: so a payment that
     * failed and was taken out again is made good by the next one, and a payee who hands in a tax number later pays the
     * lower rate from then on, while what was taken at the higher rate stays with the tax office. Half a minor unit is
     * rounded up.
     *
     * <p>Tax on earlier payments may come to more than this payment. Then all of it is withheld, and the rest is taken from
     * the following ones.
     *
     * @param amountMinor of the payment, more than 0
     */
    public static Withholding of(TaxRule rule, boolean hasTaxId, YearToDate before, long amountMinor) {
        if (amountMinor <= 0) {
            throw new IllegalArgumentException("tax of a payment of " + amountMinor);
        }
        int rate = rule.rateFor(hasTaxId);
        long taxable = rule.taxableOf(Math.addExact(before.grossMinor(), amountMinor)) - before.taxableMinor();
        if (rate == 0 || taxable <= 0) {
            return NONE;
        }
        long tax = Math.addExact(Math.multiplyExact(taxable, rate), WHOLE / 2) / WHOLE;
        if (tax <= amountMinor) {
            return new Withholding(taxable, tax, rate);
        }
        return new Withholding(Math.multiplyExact(amountMinor, WHOLE) / rate, amountMinor, rate);
    }
}
