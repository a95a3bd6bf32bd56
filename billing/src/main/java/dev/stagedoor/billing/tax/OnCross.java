package dev.stagedoor.billing.tax;

/** What is taxed once a year's payments cross the threshold. */
public enum OnCross {
    /** Only what lies above it. */
    EXCESS,
    /** Everything of the year, from the first payment on. */
    ENTIRE
}
