package dev.stagedoor.benchmarks.jmh;

import dev.stagedoor.media.room.MediaLoop;

/** A loop for one thread whose tasks run at once, whose time is set by the benchmark and whose timers never fire. */
final class StillLoop implements MediaLoop {
    private long nowNs = 1;

    void setNowNs(long nowNs) {
        this.nowNs = nowNs;
    }

    @Override
    public boolean inLoop() {
        return true;
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public Timer schedule(Runnable task, long delayNs) {
        return () -> {};
    }

    @Override
    public Timer scheduleEvery(Runnable task, long periodNs) {
        return () -> {};
    }
}
