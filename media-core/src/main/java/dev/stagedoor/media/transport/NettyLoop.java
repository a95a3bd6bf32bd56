package dev.stagedoor.media.transport;

import dev.stagedoor.media.room.MediaLoop;
import io.netty.channel.IoEventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An event loop of Netty as the rest of the media server sees it. */
final class NettyLoop implements MediaLoop {
    private static final Logger LOG = LoggerFactory.getLogger(NettyLoop.class);

    private final IoEventLoop eventLoop;

    NettyLoop(IoEventLoop eventLoop) {
        this.eventLoop = eventLoop;
    }

    @Override
    public boolean inLoop() {
        return eventLoop.inEventLoop();
    }

    @Override
    public long nowNs() {
        return System.nanoTime();
    }

    @Override
    public void execute(Runnable task) {
        eventLoop.execute(task);
    }

    @Override
    public Timer schedule(Runnable task, long delayNs) {
        return timer(eventLoop.schedule(task, delayNs, TimeUnit.NANOSECONDS));
    }

    @Override
    public Timer scheduleEvery(Runnable task, long periodNs) {
        return timer(eventLoop.scheduleAtFixedRate(() -> runGuarded(task), periodNs, periodNs, TimeUnit.NANOSECONDS));
    }

    IoEventLoop eventLoop() {
        return eventLoop;
    }

    private static Timer timer(Future<?> scheduled) {
        return () -> scheduled.cancel(false);
    }

    /** A periodic task that throws would never run again and nobody would hear of it. */
    private static void runGuarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a periodic task failed; it goes on", e);
        }
    }
}
