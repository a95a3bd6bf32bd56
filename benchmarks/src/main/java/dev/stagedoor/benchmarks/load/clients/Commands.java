package dev.stagedoor.benchmarks.load.clients;

import dev.stagedoor.benchmarks.load.messages.Done;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.load.messages.Plan;
import dev.stagedoor.benchmarks.load.messages.WindowReport;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** What the clients can be told to do, one at a time. */
final class Commands {
    /** Viewers that connect at the same time, where it is not the storm that is measured. */
    private static final int CONNECTING_AT_ONCE = 16;

    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long QUIET_NS = TimeUnit.SECONDS.toNanos(2);
    private static final double NS_PER_SECOND = 1e9;

    private final Plan plan;
    private final Fleet fleet;
    /** Those who were there at the resumption; who came later cannot have received what was sent before. */
    private List<Member> counted = List.of();

    private boolean resumed;
    private Totals atResumption;
    private long resumedNs = System.nanoTime();
    private long cpuNs;

    Commands(Plan plan, Fleet fleet) {
        this.plan = plan;
        this.fleet = fleet;
        atResumption = fleet.totals(counted);
    }

    Object run(String command) {
        var words = command.split(" ", -1);
        return switch (words[0]) {
            case ClientsMain.CONNECT -> connect();
            case ClientsMain.PAUSE -> pause();
            case ClientsMain.RESUME -> resume();
            case ClientsMain.STORM -> new JoinStorm(fleet, number(words, 1), number(words, 2)).run();
            case ClientsMain.CHURN -> churn(number(words, 1), number(words, 2), number(words, 3));
            default -> throw new LoadFailure("no command '" + command + "'");
        };
    }

    private Done connect() {
        for (int i = 0; i < plan.publishers(); i++) {
            fleet.addPublisher();
        }
        try (var connecting = Executors.newFixedThreadPool(CONNECTING_AT_ONCE)) {
            IntStream.range(0, plan.viewers())
                    .mapToObj(_ -> add(connecting))
                    .toList()
                    .forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof LoadFailure failure ? failure : e;
        }
        return done();
    }

    private CompletableFuture<Void> add(ExecutorService connecting) {
        return CompletableFuture.runAsync(fleet::addViewer, connecting);
    }

    private Done resume() {
        counted = fleet.viewers();
        resumed = true;
        counted.forEach(viewer -> viewer.client().timeFromNow());
        atResumption = fleet.totals(counted);
        cpuNs = processCpuNs();
        resumedNs = System.nanoTime();
        fleet.mute(false);
        return done();
    }

    private WindowReport pause() {
        if (!resumed) {
            // Viewers came while media flowed: what they should have received is not known, only when nothing comes any
            // more.
            counted = fleet.viewers();
        }
        fleet.mute(true);
        var seconds = (System.nanoTime() - resumedNs) / NS_PER_SECOND;
        var totals = drained();
        var cpuSeconds = (processCpuNs() - cpuNs) / NS_PER_SECOND;
        return totals.since(atResumption, seconds, fleet.ended(), cpuSeconds);
    }

    /**
     * The totals when everything has come, or nothing for a while, so that nothing sent is counted as lost for being late: on a
     * machine with much else to do a server may rest for a good part of a second.
     */
    private Totals drained() {
        var now = fleet.totals(counted);
        var quietSinceNs = System.nanoTime();
        while (!(resumed && now.hasAllSince(atResumption)) && System.nanoTime() - quietSinceNs < QUIET_NS) {
            LockSupport.parkNanos(LOOK_NS);
            var before = now;
            now = fleet.totals(counted);
            if (now.received() > before.received()) {
                quietSinceNs = System.nanoTime();
            }
        }
        return now;
    }

    /** The oldest viewers go, and others come. */
    private Done churn(int joins, int leaves, int kills) {
        var oldest = fleet.viewers();
        for (int i = 0; i < Math.min(leaves + kills, oldest.size()); i++) {
            var viewer = oldest.get(i);
            fleet.remove(viewer);
            if (i < leaves) {
                viewer.leave();
            } else {
                viewer.client().kill();
            }
        }
        for (int i = 0; i < joins; i++) {
            fleet.addViewer();
        }
        return done();
    }

    private static int number(String[] words, int index) {
        try {
            return Integer.parseInt(words[index]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new LoadFailure("a command without its numbers: " + String.join(" ", words), e);
        }
    }

    private Done done() {
        return new Done(fleet.viewers().size() + plan.publishers());
    }

    private static long processCpuNs() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }
}
