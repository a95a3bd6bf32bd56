package dev.stagedoor.media.rtp;

import java.util.Random;

/** Chance for tests. The seed is printed, and {@code -Dtest.seed=…} repeats a run. */
public final class SeededRandom {
    private SeededRandom() {}

    /** A generator for one test. */
    public static Random create(String test) {
        long seed = Long.getLong("test.seed", System.nanoTime());
        System.out.println(test + ": seed " + seed);
        return new Random(seed);
    }
}
