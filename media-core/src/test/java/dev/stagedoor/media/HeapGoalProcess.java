package dev.stagedoor.media;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** A process whose heap is followed; says what its soft limit was. */
final class HeapGoalProcess {
    private static final long MIB = 1L << 20;
    private static final int KEPT_MIB = 210;

    private HeapGoalProcess() {}

    /** Keeps so much that a collection of everything must move the limit. */
    public static void main(String... arguments) throws InterruptedException {
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
            collect();
            long moved = softLimit();
            System.out.println(
                    moved > KEPT_MIB * 5 / 4 && moved < 2 * KEPT_MIB
                            ? "moved to somewhat above what is kept"
                            : "moved to " + moved + " MiB");
        }
        System.out.printf("%d MiB in the end%n", softLimit());
        if (kept[0] == null) {
            throw new IllegalStateException("kept until here");
        }
    }

    /** Collects everything, and waits until those who were told of it before this have done what they do. */
    private static void collect() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector.getName().equals("ZGC Major Cycles") && collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(
                        (notification, _) -> {
                            var collection =
                                    GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
                            if (collection.getGcCause().equals("System.gc()")) {
                                told.countDown();
                            }
                        },
                        null,
                        null);
            }
        }
        System.gc();
        told.await();
    }

    private static long softLimit() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return Long.parseLong(machine.getVMOption("SoftMaxHeapSize").getValue()) / MIB;
    }
}
