package dev.stagedoor.media;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Keeps the process's heap near the size of what lives in it. ZGC collects when the limit comes near, and the limit is a
 * quarter of the machine: what a thousand viewers leave behind when they join would stay resident for ever, because
 * forwarding makes no garbage. So the soft limit ({@code SoftMaxHeapSize}) follows what is left after each collection. It
 * can be exceeded, and nothing fails at it. For the {@code main()} of a media process, not for libraries.
 */
public final class HeapGoal implements AutoCloseable {
    private static final long MIB = 1L << 20;

    /** Below that there is nothing to be saved. */
    static final long LEAST_BYTES = 256 * MIB;

    private static final long HEADROOM_BYTES = 64 * MIB;
    private static final String SOFT_LIMIT = "SoftMaxHeapSize";
    private static final String LIMIT = "MaxHeapSize";
    private static final String MINOR = "ZGC Minor Cycles";
    private static final String MAJOR = "ZGC Major Cycles";

    private final HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    private final NotificationListener listener = (notification, _) -> onNotification(notification);
    private final List<NotificationEmitter> observed = new ArrayList<>();
    private final long limit;
    private long goal;

    private HeapGoal() {
        limit = Long.parseLong(machine.getVMOption(LIMIT).getValue());
        goal = Math.min(LEAST_BYTES, limit);
    }

    /** From now on, until closed. Does nothing where another collector is used, or where a soft limit was asked for. */
    public static HeapGoal follow() {
        HeapGoal heap = new HeapGoal();
        heap.begin();
        return heap;
    }

    /** Leaves the heap to the collector again. */
    @Override
    public void close() {
        for (NotificationEmitter emitter : observed) {
            try {
                emitter.removeNotificationListener(listener);
            } catch (ListenerNotFoundException e) {
                throw new IllegalStateException("it was added", e);
            }
        }
        if (!observed.isEmpty()) {
            set(limit);
        }
    }

    /**
     * What to aim at after a collection.
     *
     * @param whole whether all of the heap was collected, or what is young only
     * @param used bytes in use after it
     * @param goal what was aimed at before
     * @param limit what the heap may never exceed
     */
    static long next(boolean whole, long used, long goal, long limit) {
        long wanted = Math.min(limit, Math.max(LEAST_BYTES, used + used / 4 + HEADROOM_BYTES));
        // Garbage that has grown old is still in use after a collection of the young: no reason to aim lower, nor,
        // while
        // there is room, higher.
        boolean crowded = used + HEADROOM_BYTES > goal;
        return whole || crowded ? wanted : goal;
    }

    private void begin() {
        VMOption.Origin origin = machine.getVMOption(SOFT_LIMIT).getOrigin();
        if (origin != VMOption.Origin.DEFAULT && origin != VMOption.Origin.ERGONOMIC) {
            return;
        }
        for (GarbageCollectorMXBean collector : ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class)) {
            if (isCycle(collector.getName()) && collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(listener, null, null);
                observed.add(emitter);
            }
        }
        if (!observed.isEmpty()) {
            set(goal);
        }
    }

    private void onNotification(Notification notification) {
        if (GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION.equals(notification.getType())
                && notification.getUserData() instanceof CompositeData data) {
            GarbageCollectionNotificationInfo collection = GarbageCollectionNotificationInfo.from(data);
            long used = 0;
            for (var pool : collection.getGcInfo().getMemoryUsageAfterGc().entrySet()) {
                used += isHeap(pool.getKey()) ? pool.getValue().getUsed() : 0;
            }
            onCollected(collection.getGcName().equals(MAJOR), used);
        }
    }

    private synchronized void onCollected(boolean whole, long used) {
        long next = next(whole, used, goal, limit);
        if (next != goal) {
            goal = next;
            set(next);
        }
    }

    private void set(long bytes) {
        machine.setVMOption(SOFT_LIMIT, Long.toString(bytes));
    }

    private static boolean isCycle(String collector) {
        return collector.equals(MINOR) || collector.equals(MAJOR);
    }

    /** A collection tells of all pools, those of code and of classes, too. */
    private static boolean isHeap(String pool) {
        return pool.startsWith("ZGC");
    }
}
