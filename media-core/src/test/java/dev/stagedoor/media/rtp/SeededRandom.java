package dev.stagedoor.media.rtp;

import java.util.Random;

/** Chance for tests. The seed is printed, and {@code -Dtest.seed=…} repeats a run. */
public final class SeededRandom {
    private SeededRandom() {}

    /** A generator for one test. */
    public static Random create(String test) {
        return create(test, System.nanoTime());
    }

    /** The same with the seed of a plan whose bounds speak of what chance makes likely, not of what it cannot exceed. */
    public static Random create(String test, long plannedSeed) {
        long seed = Long.getLong("test.seed", plannedSeed);
        System.out.println(test + ": seed " + seed);
        return new Random(seed);
    }
}
