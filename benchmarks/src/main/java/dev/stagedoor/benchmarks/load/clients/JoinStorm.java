package dev.stagedoor.benchmarks.load.clients;

import dev.stagedoor.benchmarks.client.media.DelayHistogram;
import dev.stagedoor.benchmarks.client.media.StreamStats;
import dev.stagedoor.benchmarks.load.messages.DelayMs;
import dev.stagedoor.benchmarks.load.messages.JoinReport;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Viewers who join at fixed times whatever becomes of those before them, each on a virtual thread: a server that falls behind
 * meets all of them, and its delay is counted from when each was due.
 */
final class JoinStorm {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long FIRST_PACKET_LIMIT_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Fleet fleet;
    private final int viewers;
    private final int perSecond;
    private final DelayHistogram connected = new DelayHistogram();
    private final DelayHistogram firstPacket = new DelayHistogram();
    private final Set<String> failures = new ConcurrentSkipListSet<>();

    JoinStorm(Fleet fleet, int viewers, int perSecond) {
        this.fleet = fleet;
        this.viewers = viewers;
        this.perSecond = perSecond;
    }

    JoinReport run() {
        var beganNs = System.nanoTime();
        var joining = new ArrayList<Future<Boolean>>();
        var lastNs = beganNs;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < viewers; i++) {
                var dueNs = beganNs + i * SECOND_NS / perSecond;
                LockSupport.parkNanos(dueNs - System.nanoTime());
                lastNs = System.nanoTime();
                joining.add(threads.submit(() -> join(dueNs)));
            }
        }
        var joined = (int) joining.stream().filter(Future::resultNow).count();
        return new JoinReport(
                joined,
                viewers - joined,
                new ArrayList<>(new TreeSet<>(failures)),
                (lastNs - beganNs) / (double) SECOND_NS,
                DelayMs.of(connected),
                DelayMs.of(firstPacket));
    }

    private boolean join(long dueNs) {
        try {
            var viewer = fleet.addViewer();
            var connectedNs = System.nanoTime();
            var firstPacketNs = awaitFirstPacket(viewer);
            synchronized (connected) {
                connected.record(connectedNs - dueNs);
                firstPacket.record(firstPacketNs - dueNs);
            }
            return true;
        } catch (LoadFailure e) {
            failures.add(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** When it came; looking often would disturb what is measured, and the client has noted the time. */
    private static long awaitFirstPacket(Member viewer) {
        var limitNs = System.nanoTime() + FIRST_PACKET_LIMIT_NS;
        while (System.nanoTime() < limitNs) {
            var first = viewer.client().stats().join().received().stream()
                    .mapToLong(StreamStats::firstPacketNs)
                    .min();
            if (first.isPresent()) {
                return first.getAsLong();
            }
            LockSupport.parkNanos(LOOK_NS);
        }
        throw new LoadFailure("a viewer saw no packet in 10 s");
    }
}
