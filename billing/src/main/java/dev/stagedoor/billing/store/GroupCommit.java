package dev.stagedoor.billing.store;

import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.ledger.PostOutcome;
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

/**
 * Posts requests that wait at the same moment by one call and one commit. Nobody waits for company: whatever has gathered
 * while the last group was being committed is the next group. Each request has its own outcome; if a group fails as a
 * whole, its requests are posted one by one, so that none suffers for another.
 */
final class GroupCommit {
    /** One group is being committed while the next is being sent. */
    private static final int LANES = 2;

    private static final int LARGEST_GROUP = 64;

    private final Function<List<PlainPosting>, List<PostOutcome>> together;
    private final Function<PlainPosting, PostOutcome> alone;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Request> waiting = new ArrayDeque<>();
    private final Set<Object> underWay = new HashSet<>();
    private int lanes;

    private record Request(PlainPosting posting, Set<Object> keys, CompletableFuture<PostOutcome> outcome) {}

    GroupCommit(Function<List<PlainPosting>, List<PostOutcome>> together, Function<PlainPosting, PostOutcome> alone) {
        this.together = together;
        this.alone = alone;
    }

    /** Posts with whoever else is waiting; returns when it is committed or refused. */
    PostOutcome post(PlainPosting posting) {
        Request request = new Request(posting, keys(posting), new CompletableFuture<>());
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

    private void work() {
        List<Request> group = List.of();
        while (true) {
            group = next(group);
            if (group.isEmpty()) {
                return;
            }
            post(group);
        }
    }

    /** Gives back what the last group had and takes those that keep apart from each other and from what is under way. */
    private List<Request> next(List<Request> last) {
        lock.lock();
        try {
            last.forEach(request -> underWay.removeAll(request.keys));
            List<Request> group = new ArrayList<>();
            Iterator<Request> requests = waiting.iterator();
            while (requests.hasNext() && group.size() < LARGEST_GROUP) {
                Request request = requests.next();
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

    private void post(List<Request> group) {
        try {
            List<PostOutcome> outcomes =
                    together.apply(group.stream().map(Request::posting).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).outcome.complete(outcomes.get(i));
            }
        } catch (LedgerUnavailableException e) {
            group.forEach(request -> request.outcome.completeExceptionally(e));
        } catch (RuntimeException e) {
            group.forEach(this::postAlone);
        }
    }

    private void postAlone(Request request) {
        try {
            request.outcome.complete(alone.apply(request.posting));
        } catch (RuntimeException e) {
            request.outcome.completeExceptionally(e);
        }
    }

    private static Set<Object> keys(PlainPosting posting) {
        Set<Object> keys = new HashSet<>(posting.keptAccounts());
        keys.add(
                posting.posting().key().scope() + '\n' + posting.posting().key().key());
        return keys;
    }
}
