package dev.stagedoor.billing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Runs {@link RandomOperations}. {@code -Dbilling.seed=…} repeats a run, {@code -Dbilling.operations=…} makes it longer.
 */
class RandomOperationsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final int OPERATIONS = Integer.getInteger("billing.operations", 2_000);
    private static final int CHECK_EVERY = 20;
    private static final int LAST_WORDS = 40;

    @Test
    void shouldAgreeWithTheModelWhateverHappens() {
        long seed = Long.getLong("billing.seed", new Random().nextLong());
        RandomOperations operations = new RandomOperations(seed, new FaultyDataSource(DATABASE.pool()));
        Deque<String> log = new ArrayDeque<>();
        int done = 0;
        try {
            for (; done < OPERATIONS; done++) {
                log.add(done + " " + operations.step());
                if (log.size() > LAST_WORDS) {
                    log.removeFirst();
                }
                operations.compare();
                if (done % CHECK_EVERY == 0) {
                    Invariants.check(DATABASE.owner());
                }
            }
            Invariants.check(DATABASE.owner());
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ", operation " + done + ", after\n" + String.join("\n", log), e);
        }
    }
}
