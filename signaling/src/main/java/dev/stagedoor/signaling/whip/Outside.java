package dev.stagedoor.signaling.whip;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * Threads and time for live sessions.
 *
 * @param executor for what blocks on the media node after its news, or on other servers; a virtual thread each
 * @param later wakes after a while, on a thread that must not be blocked
 */
public record Outside(Executor executor, BiConsumer<Duration, Runnable> later) {}
