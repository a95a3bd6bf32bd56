package dev.stagedoor.signaling.identity;

/** What came of asking for a second factor. */
public sealed interface FactorCheck {
    /** This person has set up none, and is not asked. */
    record NotSetUp() implements FactorCheck {}

    /** There is one, and no code was shown. */
    record Missing() implements FactorCheck {}

    /** The code is right, and is used up now. */
    record Right() implements FactorCheck {}

    /** The code is not right. */
    record Wrong() implements FactorCheck {}

    /** The code was right once. */
    record Used() implements FactorCheck {}

    /** Too many wrong ones. */
    record Limited(long retryAfterSeconds) implements FactorCheck {}
}
