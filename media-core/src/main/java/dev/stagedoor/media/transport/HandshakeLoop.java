package dev.stagedoor.media.transport;

import dev.stagedoor.media.dtls.DtlsLoop;
import dev.stagedoor.media.room.MediaLoop;
import java.util.concurrent.TimeUnit;

/** A loop as a DTLS session sees it. */
record HandshakeLoop(MediaLoop loop) implements DtlsLoop {
    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public void schedule(Runnable task, int delayMs) {
        loop.schedule(task, TimeUnit.MILLISECONDS.toNanos(delayMs));
    }
}
