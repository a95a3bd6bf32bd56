package dev.stagedoor.benchmarks.ledger;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.wallet.Tip;
import dev.stagedoor.billing.wallet.TipOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/** Viewers with coins, performers, and writers who let the ones tip the others as fast as they can. */
final class Tippers implements AutoCloseable {
    private static final int VIEWERS = 5_000;
    private static final int PERFORMERS = 200;
    private static final Money FORTUNE = Money.coins(1_000_000_000_000L);
    static final Money TIP = Money.coins(1_000);

    /** Latencies up to a minute, in microseconds, to three digits. */
    private static final long LONGEST_US = 60_000_000;

    private static final int DIGITS = 3;

    private final Billing billing;
    private final int writers;
    private final ExecutorService threads;
    private final List<UUID> viewers = new ArrayList<>();
    private final List<UUID> performers = new ArrayList<>();
    private final LongAdder posted = new LongAdder();

    Tippers(Billing billing, int writers) {
        this.billing = billing;
        this.writers = writers;
        // As many as write at once, and virtual, as where a server handles requests.
        this.threads = Executors.newFixedThreadPool(
                writers, Thread.ofVirtual().name("writer-", 0).factory());
        for (int i = 0; i < VIEWERS; i++) {
            viewers.add(newId());
        }
        for (int i = 0; i < PERFORMERS; i++) {
            performers.add(newId());
        }
    }

    /** Makes the viewers rich. */
    void endow() {
        await(viewers.stream()
                .<Future<?>>map(viewer -> threads.submit(() -> {
                    var outcome = billing.wallets().grantPromotion(viewer, newId(), FORTUNE, "bench");
                    if (!(outcome instanceof PostOutcome.Posted)) {
                        throw new LoadFailure("the ledger refused coins: " + outcome);
                    }
                }))
                .toList());
    }

    /** One tip to every performer, each by another viewer. */
    void tipEach() {
        for (int i = 0; i < PERFORMERS; i++) {
            tip(viewers.get(i), performers.get(i));
        }
    }

    List<UUID> viewers() {
        return List.copyOf(viewers);
    }

    List<UUID> performers() {
        return List.copyOf(performers);
    }

    private void tip(UUID viewer, UUID performer) {
        var outcome = billing.tips().tip(new Tip(newId(), viewer, performer, null, TIP, "", true));
        if (!(outcome instanceof TipOutcome.Posted)) {
            throw new LoadFailure("the ledger refused a tip: " + outcome);
        }
    }

    /**
     * All writers tip for that long.
     *
     * @param hot to one performer instead of to all
     * @return tips posted
     */
    long run(long ms, boolean hot, Histogram latencyUs) {
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        var tasks = new ArrayList<Future<Histogram>>();
        for (int i = 0; i < writers; i++) {
            tasks.add(threads.submit(() -> write(endNs, hot)));
        }
        long count = 0;
        for (Future<Histogram> task : tasks) {
            Histogram mine = await(task);
            count += mine.getTotalCount();
            latencyUs.add(mine);
        }
        posted.add(count);
        return count;
    }

    /** Tips of all runs. */
    long posted() {
        return posted.sum();
    }

    static Histogram newHistogram() {
        return new Histogram(LONGEST_US, DIGITS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Histogram write(long endNs, boolean hot) {
        var random = ThreadLocalRandom.current();
        var latencyUs = newHistogram();
        long beganNs = System.nanoTime();
        while (beganNs < endNs) {
            UUID performer = performers.get(hot ? 0 : random.nextInt(PERFORMERS));
            tip(viewers.get(random.nextInt(VIEWERS)), performer);
            long nowNs = System.nanoTime();
            latencyUs.recordValue(TimeUnit.NANOSECONDS.toMicros(nowNs - beganNs));
            beganNs = nowNs;
        }
        return latencyUs;
    }

    private static void await(List<Future<?>> tasks) {
        tasks.forEach(Tippers::await);
    }

    private static <T> T await(Future<T> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailure("interrupted", e);
        } catch (ExecutionException e) {
            throw new LoadFailure("a writer failed: " + e.getCause(), e);
        }
    }

    private static UUID newId() {
        return MeteredCall.newId();
    }
}
