package dev.stagedoor.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real loop, with a processor time that says what the test wants. */
class NettyLoopTest {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void shouldRunWhatABusyLoopPutsOff() {
        NettyLoop loop = loop(System::nanoTime);
        for (int i = 0; i < 3; i++) {
            CompletableFuture<Boolean> ran = new CompletableFuture<>();
            loop.execute(() -> deferWhenBusy(loop, ran));
            assertThat(TestPeer.await(ran)).isTrue();
        }
    }

    @Test
    void shouldPutNothingOffWhileThereIsTime() {
        NettyLoop loop = loop(() -> 0);
        CompletableFuture<Boolean> deferred = new CompletableFuture<>();
        long untilNs = System.nanoTime() + 2 * LoopLoad.WINDOW_NS;
        loop.execute(() -> deferUntil(loop, untilNs, deferred));
        assertThat(TestPeer.await(deferred)).isFalse();
    }

    /** A loop knows that it is busy after a while only. */
    private static void deferWhenBusy(NettyLoop loop, CompletableFuture<Boolean> ran) {
        if (!loop.defer(() -> ran.complete(loop.inLoop()))) {
            loop.execute(() -> deferWhenBusy(loop, ran));
        }
    }

    private static void deferUntil(NettyLoop loop, long untilNs, CompletableFuture<Boolean> deferred) {
        if (loop.defer(() -> {})) {
            deferred.complete(true);
        } else if (System.nanoTime() - untilNs > 0) {
            deferred.complete(false);
        } else {
            loop.execute(() -> deferUntil(loop, untilNs, deferred));
        }
    }

    private NettyLoop loop(LongSupplier threadCpuNs) {
        IoEventLoop eventLoop = group.next();
        return new NettyLoop(eventLoop, threadCpuNs);
    }
}
