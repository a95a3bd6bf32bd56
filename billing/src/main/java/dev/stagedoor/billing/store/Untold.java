package dev.stagedoor.billing.store;

import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which of this node's transactions have news that nobody was told yet. They are numbered before they commit, so that a row
 * of the outbox that can be read has its number already: once all numbers of that moment are told, so is the row.
 */
final class Untold {
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeSet<Long> open = new TreeSet<>();
    private long latest;

    /** The number of a transaction that is about to commit. */
    long begin() {
        lock.lock();
        try {
            open.add(++latest);
            return latest;
        } finally {
            lock.unlock();
        }
    }

    /** Its news was told. */
    void told(long number) {
        lock.lock();
        try {
            open.remove(number);
        } finally {
            lock.unlock();
        }
    }

    /** The number given last. */
    long latest() {
        lock.lock();
        try {
            return latest;
        } finally {
            lock.unlock();
        }
    }

    /** Whether all numbers up to this one are told. */
    boolean isToldUpTo(long number) {
        lock.lock();
        try {
            return open.isEmpty() || open.first() > number;
        } finally {
            lock.unlock();
        }
    }
}
