package dev.stagedoor.billing.store;

import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does what is asked for at the same moment by one call and one commit: whatever has gathered while the last group was being
 * committed is the next group. Each request has its own outcome; if a group fails as a whole, its requests are done one by
 * one, so that none suffers for another.
 *
 * @param <Q> a request
 * @param <T> its outcome
 */
final class GroupCommit<Q, T> {
    /** One group is being committed while the next is being sent. */
    private static final int LANES = 2;

    private static final int LARGEST_GROUP = 64;

    private final Work<Q, T> work;
    private final Pace pace;
    private final Tracing tracing;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Request<Q, T>> waiting = new ArrayDeque<>();
    private final Set<Object> underWay = new HashSet<>();
    private int lanes;

    /**
     * How requests are done.
     *
     * @param keys requests that have one in common are never under way at the same time
     * @param together outcomes in the order of the requests
     */
    record Work<Q, T>(Function<Q, Set<Object>> keys, Function<List<Q>, List<T>> together, Function<Q, T> alone) {}

    private record Request<Q, T>(Q what, Set<Object> keys, Tracing.Origin origin, CompletableFuture<T> outcome) {}

    /**
     * How groups follow each other.
     *
     * @param lanes groups under way at the same time while fewer wait than one group takes; then all lanes are used
     * @param afterOne called before the first group is taken, and before the next when the last was of one; may let others come
     * @param afterMany the same when the last was of more, unless a whole group waits already
     */
    record Pace(int lanes, Runnable afterOne, Runnable afterMany) {
        /** Nobody waits for company, but whoever is ready to ask is let ask first, as those are who were just answered. */
        static final Pace AT_ONCE = new Pace(LANES, Pace::letOthersAsk, Pace::letOthersAsk);

        /** Who has had company waits that long for more of it: for requests that nobody stands and waits for. */
        static Pace gathering(Duration time) {
            return new Pace(1, Pace::letOthersAsk, () -> pause(time));
        }

        @SuppressWarnings("ThreadPriorityCheck") // Nothing depends on it but how large a group is.
        private static void letOthersAsk() {
            Thread.yield();
        }

        private static void pause(Duration time) {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    GroupCommit(Work<Q, T> work, Pace pace, Tracing tracing) {
        this.work = work;
        this.pace = pace;
        this.tracing = tracing;
    }

    /** Does it with whoever else is waiting; returns when it is committed or refused. */
    T post(Q what) {
        Request<Q, T> request = new Request<>(what, work.keys.apply(what), tracing.here(), new CompletableFuture<>());
        lock.lock();
        try {
            waiting.add(request);
            if (lanes < pace.lanes || (lanes < LANES && waiting.size() >= LARGEST_GROUP)) {
                lanes++;
                Thread.startVirtualThread(this::work);
            }
        } finally {
            lock.unlock();
        }
        try {
            return request.outcome.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void work() {
        pace.afterOne.run();
        List<Request<Q, T>> group = next();
        while (!group.isEmpty()) {
            post(group);
            if (release(group) < LARGEST_GROUP) {
                (group.size() == 1 ? pace.afterOne : pace.afterMany).run();
            }
            group = next();
        }
    }

    /** Gives back what a group had; returns how many wait. */
    private int release(List<Request<Q, T>> group) {
        lock.lock();
        try {
            group.forEach(request -> underWay.removeAll(request.keys));
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Takes those that keep apart from each other and from what is under way; if there are none, this lane ends. */
    private List<Request<Q, T>> next() {
        lock.lock();
        try {
            List<Request<Q, T>> group = new ArrayList<>();
            Iterator<Request<Q, T>> requests = waiting.iterator();
            while (requests.hasNext() && group.size() < LARGEST_GROUP) {
                Request<Q, T> request = requests.next();
                if (request.keys.stream().noneMatch(underWay::contains)) {
                    underWay.addAll(request.keys);
                    group.add(request);
                    requests.remove();
                }
            }
            if (group.isEmpty()) {
                lanes--;
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void post(List<Request<Q, T>> group) {
        try {
            List<T> outcomes = followed(
                    group,
                    () -> work.together.apply(group.stream().map(Request::what).toList()));
            for (int i = 0; i < group.size(); i++) {
                group.get(i).outcome.complete(outcomes.get(i));
            }
        } catch (LedgerUnavailableException e) {
            group.forEach(request -> request.outcome.completeExceptionally(e));
        } catch (RuntimeException e) {
            group.forEach(this::postAlone);
        } catch (Error e) {
            // Memory may be short and classes may be missing: who waits must hear of it, and this lane goes on.
            group.forEach(request -> request.outcome.completeExceptionally(e));
        }
    }

    private void postAlone(Request<Q, T> request) {
        try {
            request.outcome.complete(followed(List.of(request), () -> work.alone.apply(request.what)));
        } catch (RuntimeException | Error e) {
            request.outcome.completeExceptionally(e);
        }
    }

    /** The transaction of a group is a step of each of its requests. */
    private <R extends @Nullable Object> R followed(List<Request<Q, T>> group, Supplier<R> transaction) {
        return tracing.stepOf(group.stream().map(Request::origin).toList(), "ledger.transaction", step -> {
            step.tell("requests", group.size());
            return transaction.get();
        });
    }
}
