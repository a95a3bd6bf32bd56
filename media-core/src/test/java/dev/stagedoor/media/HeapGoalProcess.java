package dev.stagedoor.media;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;

/** A process whose heap is followed; says what its soft limit was. */
final class HeapGoalProcess {
    private static final long MIB = 1L << 20;
    private static final int KEPT_MIB = 210;
    private static final long LOOK_EVERY_NS = 10_000_000;

    private HeapGoalProcess() {}

    /** Keeps so much that a collection of everything must move the limit, and waits for that. */
    public static void main(String... arguments) {
        byte[][] kept = new byte[KEPT_MIB][];
        try (HeapGoal _ = HeapGoal.follow()) {
            long first = softLimit();
            System.out.printf("%d MiB at first%n", first);
            if (first != HeapGoal.LEAST_BYTES / MIB) {
                return;
            }
            for (int i = 0; i < kept.length; i++) {
                kept[i] = new byte[(int) MIB];
            }
            System.gc();
            // The collection tells of itself when it is over, on a thread of its own.
            while (softLimit() < KEPT_MIB * 5 / 4) {
                LockSupport.parkNanos(LOOK_EVERY_NS);
            }
            long moved = softLimit();
            System.out.println(
                    moved < 2 * KEPT_MIB ? "moved to somewhat above what is kept" : "moved to " + moved + " MiB");
        }
        System.out.printf("%d MiB in the end%n", softLimit());
        if (kept[0] == null) {
            throw new IllegalStateException("kept until here");
        }
    }

    private static long softLimit() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return Long.parseLong(machine.getVMOption("SoftMaxHeapSize").getValue()) / MIB;
    }
}
