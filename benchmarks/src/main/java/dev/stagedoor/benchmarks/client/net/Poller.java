package dev.stagedoor.benchmarks.client.net;

import java.io.IOException;

/** Waits for datagrams of many sockets. Only {@link #open} and {@link #wakeUp} may be called on other threads than the loop's. */
public interface Poller extends AutoCloseable {
    /** Makes a socket of this poller that hears nothing before {@link ClientSocket#listen}. */
    ClientSocket open(SocketSettings settings) throws IOException;

    /**
     * Hands what has arrived to the sockets' endpoints; if nothing has, waits for it.
     *
     * @param waitNs the longest wait; 0 or less for none
     */
    void poll(long waitNs) throws IOException;

    /** Ends a wait. */
    void wakeUp();

    @Override
    void close() throws IOException;
}
