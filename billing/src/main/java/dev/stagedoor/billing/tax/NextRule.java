package dev.stagedoor.billing.tax;

/** What a change of a tax rule comes to. */
public sealed interface NextRule {
    /** It may become this version. */
    record Fits(TaxRule rule) implements NextRule {}

    /** Another version was made since. */
    record Outdated(int newestVersion) implements NextRule {}

    /** It may not become one; why, in words for people. */
    record Refused(String why) implements NextRule {}
}
