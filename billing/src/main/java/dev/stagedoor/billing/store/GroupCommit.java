package dev.stagedoor.billing.store;

import dev.stagedoor.billing.ledger.LedgerUnavailableException;
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
 * Posts requests that wait at the same moment by one call and one commit. Nobody waits for company: whatever has gathered
 * while the last group was being committed is the next group. Each request has its own outcome; if a group fails as a
 * whole, its requests are posted one by one, so that none suffers for another.
 *
 * @param <T> an outcome
 */
final class GroupCommit<T> {
    /** One group is being committed while the next is being sent. */
    private static final int LANES = 2;

    private static final int LARGEST_GROUP = 64;

    private final Function<List<PlainPosting>, List<T>> together;
    private final Function<PlainPosting, T> alone;
    private final Tracing tracing;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Request<T>> waiting = new ArrayDeque<>();
    private final Set<Object> underWay = new HashSet<>();
    private int lanes;

    private record Request<T>(
            PlainPosting posting, Set<Object> keys, Tracing.Origin origin, CompletableFuture<T> outcome) {}

    GroupCommit(Function<List<PlainPosting>, List<T>> together, Function<PlainPosting, T> alone, Tracing tracing) {
        this.together = together;
        this.alone = alone;
        this.tracing = tracing;
    }

    /** Posts with whoever else is waiting; returns when it is committed or refused. */
    T post(PlainPosting posting) {
        Request<T> request = new Request<>(posting, keys(posting), tracing.here(), new CompletableFuture<>());
        lock.lock();
        try {
            waiting.add(request);
            if (lanes < LANES) {
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

    @SuppressWarnings("ThreadPriorityCheck") // Nothing depends on it but how large a group is.
    private void work() {
        List<Request<T>> group = List.of();
        while (true) {
            // Whoever is ready to ask is let ask first, as those are who have just been answered: no timer, a turn.
            Thread.yield();
            group = next(group);
            if (group.isEmpty()) {
                return;
            }
            post(group);
        }
    }

    /** Gives back what the last group had and takes those that keep apart from each other and from what is under way. */
    private List<Request<T>> next(List<Request<T>> last) {
        lock.lock();
        try {
            last.forEach(request -> underWay.removeAll(request.keys));
            List<Request<T>> group = new ArrayList<>();
            Iterator<Request<T>> requests = waiting.iterator();
            while (requests.hasNext() && group.size() < LARGEST_GROUP) {
                Request<T> request = requests.next();
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

    private void post(List<Request<T>> group) {
        try {
            List<T> outcomes = followed(
                    group,
                    () -> together.apply(group.stream().map(Request::posting).toList()));
            for (int i = 0; i < group.size(); i++) {
                group.get(i).outcome.complete(outcomes.get(i));
            }
        } catch (LedgerUnavailableException e) {
            group.forEach(request -> request.outcome.completeExceptionally(e));
        } catch (RuntimeException e) {
            group.forEach(this::postAlone);
        }
    }

    private void postAlone(Request<T> request) {
        try {
            request.outcome.complete(followed(List.of(request), () -> alone.apply(request.posting)));
        } catch (RuntimeException e) {
            request.outcome.completeExceptionally(e);
        }
    }

    /** The transaction of a group is a step of each of its requests. */
    private <R extends @Nullable Object> R followed(List<Request<T>> group, Supplier<R> work) {
        return tracing.stepOf(group.stream().map(Request::origin).toList(), "ledger.transaction", step -> {
            step.tell("postings", group.size());
            return work.get();
        });
    }

    private static Set<Object> keys(PlainPosting posting) {
        Set<Object> keys = new HashSet<>(posting.keptAccounts());
        keys.add(
                posting.posting().key().scope() + '\n' + posting.posting().key().key());
        return keys;
    }
}
