package dev.stagedoor.benchmarks.smoke;

/**
 * One thing that must hold.
 *
 * @param what as a sentence
 * @param detail the figures behind it
 */
record Check(String what, boolean ok, String detail) {
    /** Two figures that must be equal. */
    static Check equal(String what, long expected, long actual) {
        return new Check(
                what,
                expected == actual,
                expected == actual ? String.valueOf(actual) : "expected %d, got %d".formatted(expected, actual));
    }

    /** Something that must be so. */
    static Check that(String what, boolean ok, Object detail) {
        return new Check(what, ok, String.valueOf(detail));
    }
}
