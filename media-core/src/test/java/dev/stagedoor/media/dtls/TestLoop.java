package dev.stagedoor.media.dtls;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A loop on a thread of its own, in real time. */
public record TestLoop(ScheduledExecutorService executor) implements DtlsLoop {
    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it runs or the loop ends
    public void schedule(Runnable task, int delayMs) {
        executor.schedule(task, delayMs, TimeUnit.MILLISECONDS);
    }
}
