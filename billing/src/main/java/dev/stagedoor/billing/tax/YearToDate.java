package dev.stagedoor.billing.tax;

/**
 * What happened to one payee in a tax year so far; payments that failed are taken out again.
 *
 * @param grossMinor paid, tax included
 * @param taxableMinor the part of it that tax was taken of
 * @param withheldMinor the tax that was taken
 */
public record YearToDate(long grossMinor, long taxableMinor, long withheldMinor) {
    /** Nothing yet. */
    public static final YearToDate NOTHING = new YearToDate(0, 0, 0);

    /** With one more payment. */
    public YearToDate plus(long gross, Withholding withholding) {
        return new YearToDate(
                Math.addExact(grossMinor, gross),
                Math.addExact(taxableMinor, withholding.taxableMinor()),
                Math.addExact(withheldMinor, withholding.withheldMinor()));
    }
}
