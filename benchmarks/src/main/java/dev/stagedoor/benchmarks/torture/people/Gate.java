package dev.stagedoor.benchmarks.torture.people;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where people wait between two things that they do, while it has to be quiet. */
public final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean shut;
    private boolean over;
    private int inside;

    /** Takes up something new; waits while it is quiet. False when everything is over. */
    boolean enter() {
        lock.lock();
        try {
            while (shut && !over) {
                changed.awaitUninterruptibly();
            }
            if (over) {
                return false;
            }
            inside++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Has ended it. */
    void leave() {
        lock.lock();
        try {
            inside--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody begins anything; returns when everybody has ended what was under way. */
    public void shut() {
        lock.lock();
        try {
            shut = true;
            while (inside > 0) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** On with it. */
    public void open() {
        lock.lock();
        try {
            shut = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Everybody goes home. */
    public void close() {
        lock.lock();
        try {
            over = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
