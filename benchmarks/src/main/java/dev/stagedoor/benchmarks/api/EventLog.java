package dev.stagedoor.benchmarks.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The events of one connection, kept so that nobody misses one that comes before he waits for it. */
final class EventLog {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<JsonNode> events = new ArrayList<>();
    private @Nullable String ended;

    void add(JsonNode event) {
        lock.lock();
        try {
            events.add(event);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No more events will come. */
    void end(String reason) {
        lock.lock();
        try {
            ended = reason;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean hasEnded() {
        lock.lock();
        try {
            return ended != null;
        } finally {
            lock.unlock();
        }
    }

    long count(String type) {
        lock.lock();
        try {
            return events.stream().filter(event -> isOf(type, event)).count();
        } finally {
            lock.unlock();
        }
    }

    JsonNode await(String type, Predicate<JsonNode> matching, Duration timeout) {
        lock.lock();
        try {
            var leftNs = timeout.toNanos();
            var seen = 0;
            while (true) {
                for (; seen < events.size(); seen++) {
                    var event = events.get(seen);
                    if (isOf(type, event) && matching.test(event)) {
                        return event;
                    }
                }
                if (ended != null) {
                    throw new ApiFailure("the WebSocket ended while waiting for " + type + ": " + ended);
                }
                if (leftNs <= 0) {
                    throw new ApiFailure("no " + type + " within " + timeout.toSeconds() + " s");
                }
                leftNs = changed.awaitNanos(leftNs);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ApiFailure("interrupted while waiting for " + type);
        } finally {
            lock.unlock();
        }
    }

    private static boolean isOf(String type, JsonNode event) {
        return event.path("type").asText().equals(type);
    }
}
