package dev.stagedoor.media.transport;

import dev.stagedoor.media.room.MediaLoop;
import io.netty.channel.IoEventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An event loop of Netty as the rest of the media server sees it. */
final class NettyLoop implements MediaLoop {
    private static final Logger LOG = LoggerFactory.getLogger(NettyLoop.class);

    /** How long a deferred task waits at least; twice that at most. */
    private static final long DEFERRAL_NS = 1_000_000;

    /** Ticks without a deferred task after which ticking ends. */
    private static final int IDLE_TICKS = 500;

    private final IoEventLoop eventLoop;
    private final LoopLoad load;
    private final DeferredTasks deferred = new DeferredTasks();
    private @Nullable Timer deferralTimer;
    private int idleTicks;

    NettyLoop(IoEventLoop eventLoop) {
        this(eventLoop, LoopLoad::currentThreadCpuNs);
    }

    /** With a processor time of the calling thread that is not the real one. */
    NettyLoop(IoEventLoop eventLoop, LongSupplier threadCpuNs) {
        this.eventLoop = eventLoop;
        load = new LoopLoad(threadCpuNs);
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

    @Override
    public boolean defer(Runnable task) {
        if (!load.isBusy(nowNs())) {
            return false;
        }
        deferred.add(task);
        if (deferralTimer == null) {
            idleTicks = 0;
            deferralTimer = timer(eventLoop.scheduleWithFixedDelay(
                    () -> runGuarded(this::onDeferralTick), DEFERRAL_NS, DEFERRAL_NS, TimeUnit.NANOSECONDS));
        }
        return true;
    }

    /** A running timer costs a thousand wake-ups a second, so it ends when a busy time is over. */
    private void onDeferralTick() {
        idleTicks = deferred.isEmpty() ? idleTicks + 1 : 0;
        deferred.onTick();
        if (idleTicks == IDLE_TICKS && deferralTimer != null) {
            deferralTimer.cancel();
            deferralTimer = null;
        }
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
