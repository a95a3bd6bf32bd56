package dev.stagedoor.media.transport;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Names the loops' threads media-io-0, media-io-1, … */
final class LoopThreads implements ThreadFactory {
    private final AtomicInteger next = new AtomicInteger();

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new FastThreadLocalThread(task, "media-io-" + next.getAndIncrement());
        thread.setDaemon(true);
        return thread;
    }
}
