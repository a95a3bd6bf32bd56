package dev.stagedoor.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are done together as they come, one at a time with what they have in common. */
class GroupCommitTest {
    @Test
    void shouldKeepRequestsWithAKeyInCommonApart() {
        ConcurrentLinkedQueue<List<Integer>> groups = new ConcurrentLinkedQueue<>();
        GroupCommit<Integer, Integer> commit = new GroupCommit<>(
                new GroupCommit.Work<>(
                        request -> Set.of(request % 2),
                        group -> {
                            groups.add(group);
                            return group;
                        },
                        request -> request),
                GroupCommit.Pace.AT_ONCE,
                Tracing.OFF);
        AtomicInteger turn = new AtomicInteger();
        Together.run(200, () -> commit.post(turn.getAndIncrement()));
        assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(200);
        assertThat(groups)
                .allSatisfy(group ->
                        assertThat(group.stream().map(request -> request % 2)).doesNotHaveDuplicates());
    }

    /** The first lets others come before it goes: whoever waits by then is of its group. */
    @Test
    void shouldLetThoseWhoHadCompanyWaitForMoreOfIt() throws InterruptedException {
        ConcurrentLinkedQueue<Integer> sizes = new ConcurrentLinkedQueue<>();
        Semaphore waits = new Semaphore(0);
        List<Thread> threads = new ArrayList<>();
        GroupCommit<Integer, Integer> commit = new GroupCommit<>(
                new GroupCommit.Work<>(
                        Set::of,
                        group -> {
                            sizes.add(group.size());
                            return group;
                        },
                        request -> request),
                new GroupCommit.Pace(1, () -> awaitWaiting(threads), waits::release),
                Tracing.OFF);
        for (int i = 0; i < 10; i++) {
            int request = i;
            threads.add(Thread.ofPlatform()
                    .unstarted(() -> assertThat(commit.post(request)).isEqualTo(request)));
        }
        threads.forEach(Thread::start);
        threads.forEach(GroupCommitTest::join);
        assertThat(sizes).containsExactly(10);
        // The lane waits once everybody has been answered.
        assertThat(waits.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Until each waits for its outcome, so none is still on its way to the queue. */
    private static void awaitWaiting(List<Thread> threads) {
        while (!threads.stream().allMatch(GroupCommitTest::waitsForItsOutcome)) {
            Thread.onSpinWait();
        }
    }

    private static boolean waitsForItsOutcome(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(CompletableFuture.class.getName()));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldDoOneByOneWhatFailsAsAGroup() {
        GroupCommit<Integer, Integer> commit = new GroupCommit<>(
                new GroupCommit.Work<>(
                        Set::of,
                        _ -> {
                            throw new DataAccessException("one of you is broken");
                        },
                        request -> {
                            if (request == 2) {
                                throw new DataAccessException("you are");
                            }
                            return request;
                        }),
                GroupCommit.Pace.AT_ONCE,
                Tracing.OFF);
        assertThat(commit.post(1)).isEqualTo(1);
        assertThatThrownBy(() -> commit.post(2)).hasMessage("you are");
    }

    @Test
    void shouldTellAllThatTheDatabaseIsAwayAndTryNobodyAlone() {
        GroupCommit<Integer, Integer> commit = new GroupCommit<>(
                new GroupCommit.Work<>(
                        Set::of,
                        _ -> {
                            throw new LedgerUnavailableException("away", new IllegalStateException());
                        },
                        request -> request),
                GroupCommit.Pace.AT_ONCE,
                Tracing.OFF);
        assertThatThrownBy(() -> commit.post(1)).isInstanceOf(LedgerUnavailableException.class);
    }

    /** Whoever was not told would wait for ever, and so would all who come after. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTellEverybodyOfAnErrorAndGoOn(boolean oneByOne) {
        AtomicInteger errors = new AtomicInteger(1);
        GroupCommit<Integer, Integer> commit = new GroupCommit<>(
                new GroupCommit.Work<>(
                        Set::of,
                        group -> {
                            if (oneByOne) {
                                throw new IllegalStateException("not together");
                            }
                            return group.stream()
                                    .map(each -> orFail(errors, each))
                                    .toList();
                        },
                        request -> orFail(errors, request)),
                new GroupCommit.Pace(1, () -> {}, () -> {}),
                Tracing.OFF);
        assertThat(CompletableFuture.supplyAsync(() -> commit.post(1)))
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withRootCauseInstanceOf(OutOfMemoryError.class);
        assertThat(CompletableFuture.supplyAsync(() -> commit.post(1)))
                .succeedsWithin(Duration.ofSeconds(20))
                .isEqualTo(1);
    }

    private static int orFail(AtomicInteger errors, int request) {
        if (errors.getAndDecrement() > 0) {
            throw new OutOfMemoryError("as if");
        }
        return request;
    }
}
