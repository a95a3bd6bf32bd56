package dev.stagedoor.billing;

/**
 * Chance for tests. It is the same in every run, so that a build is red for what changed and nothing else; {@code
 * -Dtest.seed=…} is another chance, and {@code -Dtest.seed=random} one that nobody has seen. A test that fails names it.
 */
public final class TestSeed {
    private TestSeed() {}

    /** The seed to use. */
    public static long of(long planned) {
        String asked = System.getProperty("test.seed", Long.toString(planned));
        return asked.equals("random") ? System.nanoTime() : Long.parseLong(asked);
    }
}
