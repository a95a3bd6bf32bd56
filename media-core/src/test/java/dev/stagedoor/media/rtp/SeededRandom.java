package dev.stagedoor.media.rtp;

import java.util.Random;

/**
 * Chance for tests. It is the same in every run, so that a build is red for what changed and nothing else; {@code
 * -Dtest.seed=…} is another chance, and {@code -Dtest.seed=random} one that nobody has seen. The seed is printed.
 */
public final class SeededRandom {
    private SeededRandom() {}

    /** A generator for one test. */
    public static Random create(String test) {
        return create(test, test.hashCode());
    }

    /** The same with the seed of a plan whose bounds speak of what chance makes likely, not of what it cannot exceed. */
    public static Random create(String test, long plannedSeed) {
        String asked = System.getProperty("test.seed", Long.toString(plannedSeed));
        long seed = asked.equals("random") ? System.nanoTime() : Long.parseLong(asked);
        System.out.println(test + ": seed " + seed);
        return new Random(seed);
    }
}
