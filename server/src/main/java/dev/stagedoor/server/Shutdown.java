package dev.stagedoor.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was started, to be stopped in the reverse order. A step that fails is logged and does not keep the rest from being
 * stopped: behind a WebSocket that will not close there is still a database to be closed cleanly.
 */
final class Shutdown implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private final Deque<Step> steps = new ArrayDeque<>();

    private record Step(String name, AutoCloseable action) {}

    /** Remembers how to stop what has just been started. */
    void before(String name, AutoCloseable action) {
        steps.push(new Step(name, action));
    }

    @Override
    public void close() {
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            long beganNs = System.nanoTime();
            try {
                step.action().close();
                LOG.info("{} in {} ms", step.name(), (System.nanoTime() - beganNs) / 1_000_000);
            } catch (Exception e) {
                LOG.error("{} failed; going on with the rest", step.name(), e);
            }
        }
    }
}
