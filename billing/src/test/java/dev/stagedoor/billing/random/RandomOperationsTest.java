package dev.stagedoor.billing.random;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestSeed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Runs {@link RandomOperations}. The accounts that an operation touched are checked after it, all accounts every so often;
 * when that finds something, the same operations run again with everything checked after each, to name the first that
 * broke it. {@code -Dtest.seed=…} repeats a run, {@code -Dbilling.operations=…} makes it longer.
 */
class RandomOperationsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    @RegisterExtension
    static final FreshDatabase DATABASE_BESIDE = new FreshDatabase();

    @RegisterExtension
    static final FreshDatabase DATABASE_FOR_SHRINKING = new FreshDatabase();

    private static final int OPERATIONS = Integer.getInteger("billing.operations", 20_000);
    private static final int CHECK_ALL_EVERY = 2_000;
    private static final int LAST_WORDS = 40;

    /** Where a run broke, and the last things it did. */
    private record Failure(int operation, Deque<String> log, Throwable cause) {
        AssertionError error(long seed) {
            return new AssertionError(
                    "seed " + seed + ", operation " + operation + ", after\n" + String.join("\n", log), cause);
        }
    }

    /** Two histories beside each other, because one waits for its database half of the time. */
    @Test
    void shouldAgreeWithTheModelWhateverHappens() throws InterruptedException, ExecutionException {
        long seed = TestSeed.of(2_026);
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            Future<@Nullable Failure> one = executor.submit(() -> run(seed, OPERATIONS / 2, CHECK_ALL_EVERY, DATABASE));
            Future<@Nullable Failure> other =
                    executor.submit(() -> run(seed + 1, OPERATIONS / 2, CHECK_ALL_EVERY, DATABASE_BESIDE));
            report(seed, one.get());
            report(seed + 1, other.get());
        }
    }

    private static void report(long seed, @Nullable Failure failure) {
        if (failure != null) {
            Failure shrunk = run(seed, failure.operation + 1, 1, DATABASE_FOR_SHRINKING);
            throw (shrunk == null ? failure : shrunk).error(seed);
        }
    }

    private static @Nullable Failure run(long seed, int operations, int checkAllEvery, FreshDatabase database) {
        RandomOperations random = new RandomOperations(seed, database);
        Deque<String> log = new ArrayDeque<>();
        for (int done = 0; done < operations; done++) {
            try {
                log.add(done + " " + random.step());
                if (log.size() > LAST_WORDS) {
                    log.removeFirst();
                }
                random.compare();
                if (done % checkAllEvery == 0 || done == operations - 1) {
                    Invariants.check(database.owner());
                }
            } catch (RuntimeException | AssertionError e) {
                return new Failure(done, log, e);
            }
        }
        return null;
    }
}
