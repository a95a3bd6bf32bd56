package dev.stagedoor.benchmarks.torture.stage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A program that says what time it is for it, as often as it is asked, and how often it woke in a wait of 50 ms. */
final class ClockTeller {
    private static final long WAIT_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private ClockTeller() {}

    static void main() throws IOException, InterruptedException {
        var lock = new ReentrantLock();
        var never = lock.newCondition();
        try (var questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (questions.readLine() != null) {
                var wakings = 0;
                lock.lock();
                try {
                    for (var leftNs = WAIT_NS; leftNs > 0; wakings++) {
                        leftNs = never.awaitNanos(leftNs);
                    }
                } finally {
                    lock.unlock();
                }
                System.out.println(ZonedDateTime.now(ZoneId.systemDefault()) + " " + wakings);
            }
        }
    }
}
