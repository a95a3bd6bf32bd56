package dev.stagedoor.benchmarks.ledger;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.metering.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** All calls of a run, each between a viewer and a performer of its own, and the clock that lets them report. */
final class MeteredCrowd implements AutoCloseable {
    /** Coins for many hours: what happens when they run low is not what is measured. */
    private static final Money FORTUNE = Money.coins(1_000_000_000_000L);

    /** Who prepares and ends at the same time; reports come as they come. */
    private static final int HANDS = 16;

    private static final long SWEEP_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Billing billing;
    private final MeteringBench.Plan plan;
    private final MeteringTally tally = new MeteringTally();
    private final List<MeteredCall> calls = new ArrayList<>();
    private final ExecutorService hands;
    private final Thread clock;
    private volatile boolean closed;

    MeteredCrowd(Billing billing, MeteringBench.Plan plan, WalletNews news) {
        this.billing = billing;
        this.plan = plan;
        this.hands = Executors.newFixedThreadPool(
                HANDS, Thread.ofVirtual().name("hand-", 0).factory());
        for (int i = 0; i < plan.sessions(); i++) {
            var call = new MeteredCall(billing, tally);
            news.listen(call.viewerId, call::coinsMoved);
            calls.add(call);
        }
        this.clock = Thread.ofPlatform().name("clock").start(this::sweep);
    }

    MeteringTally tally() {
        return tally;
    }

    /** Makes the viewers rich. */
    void endow() {
        all(call -> {
            var outcome = billing.wallets().grantPromotion(call.viewerId, MeteredCall.newId(), FORTUNE, "bench");
            if (!(outcome instanceof PostOutcome.Posted)) {
                throw new LoadFailure("the ledger refused coins: " + outcome);
            }
            return true;
        });
    }

    /** Lets them begin, evenly over the ramp or as fast as billing goes; returns when the last has. */
    void begin() {
        long fromNs = System.nanoTime();
        long everyNs = TimeUnit.MILLISECONDS.toNanos(plan.rampMs()) / plan.sessions();
        var begun = new ArrayList<Future<?>>();
        for (int i = 0; i < calls.size(); i++) {
            waitUntil(fromNs + i * everyNs);
            var call = calls.get(i);
            begun.add(hands.submit(() -> call.begin(plan.increment())));
        }
        begun.forEach(MeteredCrowd::await);
    }

    /** Counts for that long. */
    void measureFor(long ms) {
        tally.open(true);
        waitUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms));
        tally.open(false);
    }

    /** Ends all calls; a receipt of each. */
    List<Receipt> end() {
        calls.forEach(MeteredCall::hush);
        for (MeteredCall call : calls) {
            while (!call.isQuiet()) {
                LockSupport.parkNanos(SWEEP_EVERY_NS);
            }
        }
        return all(MeteredCall::end);
    }

    @Override
    public void close() {
        closed = true;
        hands.shutdownNow();
        try {
            clock.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep() {
        while (!closed) {
            long nowNs = System.nanoTime();
            for (MeteredCall call : calls) {
                call.reportIfDue(nowNs);
            }
            LockSupport.parkNanos(SWEEP_EVERY_NS);
        }
    }

    private interface Task<T> {
        T of(MeteredCall call);
    }

    private <T> List<T> all(Task<T> task) {
        return calls.stream().map(call -> hands.submit((Callable<T>) () -> task.of(call))).toList().stream()
                .map(MeteredCrowd::await)
                .toList();
    }

    private static void waitUntil(long atNs) {
        for (long leftNs = atNs - System.nanoTime(); leftNs > 0; leftNs = atNs - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }

    private static <T> T await(Future<T> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailure("interrupted", e);
        } catch (ExecutionException e) {
            throw new LoadFailure("a call failed: " + e.getCause(), e);
        }
    }
}
