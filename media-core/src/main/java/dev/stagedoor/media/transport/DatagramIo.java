package dev.stagedoor.media.transport;

import io.netty.channel.IoEventLoop;
import java.io.IOException;

/**
 * One loop's socket. Two kinds: batches by system calls on Linux, and the JDK's channel anywhere. Everything but {@link
 * #port} belongs to the loop.
 */
interface DatagramIo {
    /** What it works with, for the log. */
    String description();

    /** The local port. */
    int port();

    /** Begins to watch the socket; {@code onReadable} runs on the loop whenever something has arrived. */
    void register(IoEventLoop loop, Runnable onReadable) throws IOException;

    /** Where {@link #receive} puts datagrams; always the same object. */
    ReceiveBatch incoming();

    /** Where datagrams to send are written; always the same object. */
    SendBatch outgoing();

    /** Takes what has arrived, as much as {@link #incoming()} holds; returns how many datagrams, 0 if none has. */
    int receive();

    /** Sends everything written to {@link #outgoing()}, counts what was sent and what was not, and clears it. */
    void send(LoopCounters counters);

    /** Closes the socket. */
    void close();
}
