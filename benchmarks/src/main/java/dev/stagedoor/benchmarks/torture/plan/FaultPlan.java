package dev.stagedoor.benchmarks.torture.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * An endless list of faults, the same for the same seed on every machine. Kinds come in rounds, each round every kind once
 * in an order of its own, so that a run of a few minutes has met them all.
 */
public final class FaultPlan {
    private static final int LEAST_QUIET_MS = 500;
    private static final int MOST_QUIET_MS = 4_000;

    /** Another sequence than the one of the part before. */
    private static final long LATER = 0x9E3779B97F4A7C15L;

    private FaultPlan() {}

    /** Everything may break. */
    public static Stream<Fault> of(long seed) {
        return faults(seed, List.of(FaultKind.values()));
    }

    /** The server's process stays, so that what it leaks has time to add up. */
    public static Stream<Fault> keepingTheServer(long seed) {
        return faults(
                seed ^ LATER,
                Arrays.stream(FaultKind.values())
                        .filter(kind -> !kind.replacesServer())
                        .toList());
    }

    private static Stream<Fault> faults(long seed, List<FaultKind> kinds) {
        // Its algorithm is part of Java's specification; those of newer generators are not.
        var random = new Random(seed);
        return Stream.generate(() -> round(random, kinds)).flatMap(List::stream);
    }

    private static List<Fault> round(Random random, List<FaultKind> kinds) {
        var order = new ArrayList<>(kinds);
        Collections.shuffle(order, random);
        return order.stream()
                .map(kind -> new Fault(
                        kind,
                        random.nextInt(LEAST_QUIET_MS, MOST_QUIET_MS),
                        random.nextInt(kind.leastMs(), kind.mostMs() + 1),
                        random.nextInt(Integer.MAX_VALUE)))
                .toList();
    }
}
