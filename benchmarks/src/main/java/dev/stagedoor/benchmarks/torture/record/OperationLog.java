package dev.stagedoor.benchmarks.torture.record;

import dev.stagedoor.benchmarks.torture.record.Operation.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Everything that was asked for, and everything that must never have been answered. Safe for any thread. */
public final class OperationLog {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final List<Operation> operations = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    /** Notes an operation that has ended. */
    public void add(Operation operation) {
        lock.lock();
        try {
            operations.add(operation);
            added.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Notes an answer that is wrong whatever the ledger says. */
    public void complain(String complaint) {
        lock.lock();
        try {
            complaints.add(complaint);
        } finally {
            lock.unlock();
        }
    }

    /** All that have ended so far, oldest first. */
    public List<Operation> all() {
        lock.lock();
        try {
            return List.copyOf(operations);
        } finally {
            lock.unlock();
        }
    }

    public List<String> complaints() {
        lock.lock();
        try {
            return List.copyOf(complaints);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for an operation that was begun after this moment and acknowledged; returns when that was, none in time. */
    public OptionalLong awaitAcknowledged(long begunAfterNs, Duration patience) {
        lock.lock();
        try {
            var leftNs = patience.toNanos();
            var seen = 0;
            while (true) {
                for (; seen < operations.size(); seen++) {
                    var operation = operations.get(seen);
                    if (operation.outcome() == Outcome.ACKNOWLEDGED && operation.beganNs() - begunAfterNs >= 0) {
                        return OptionalLong.of(operation.endedNs());
                    }
                }
                if (leftNs <= 0) {
                    return OptionalLong.empty();
                }
                leftNs = added.awaitNanos(leftNs);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        } finally {
            lock.unlock();
        }
    }
}
