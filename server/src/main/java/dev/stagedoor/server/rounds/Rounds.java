package dev.stagedoor.server.rounds;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does some work in parts, one after the other, and again some seconds after the last is done. What fails in one waits for the next. */
public final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final String name;
    private final Duration patience;
    /** Waiting for somebody outside on a virtual thread ends when it is interrupted. */
    private final ScheduledExecutorService thread;

    private Rounds(String name, Duration patience) {
        this.name = name;
        this.patience = patience;
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name(name).factory());
    }

    /** A part of the work; may block, and stops when it is interrupted. */
    @FunctionalInterface
    public interface Part {
        void run() throws InterruptedException;
    }

    /**
     * Begins.
     *
     * @param name of the thread, and of the work in the log
     * @param patience how long {@link #close} waits for a round to end by itself, and then for it to be broken off
     */
    public static Rounds start(String name, Duration patience, List<Part> parts) {
        Rounds rounds = new Rounds(name, patience);
        var _ = rounds.thread.scheduleWithFixedDelay(
                () -> parts.forEach(rounds::unbroken), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return rounds;
    }

    /** What a scheduled task throws would be its last word, an error as well. */
    private void unbroken(Part part) {
        try {
            part.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.warn("Work waits ({}): {}", name, e.toString());
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
                var _ = thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
