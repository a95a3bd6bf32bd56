package dev.stagedoor.benchmarks.client.net;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The one UDP socket of a client. What the network refuses is lost, as UDP is. */
public interface ClientSocket extends AutoCloseable {
    /** Holds a key frame and what comes behind it while the loop is busy with others. */
    int RECEIVE_BUFFER_BYTES = 512 * 1024;

    /** What a socket's owner does. */
    interface Endpoint {
        /** A datagram is in the first {@code length} bytes; the array is the poller's and may be changed until the call ends. */
        void onDatagram(byte[] datagram, int length, InetSocketAddress from, long nowNs);
    }

    /** From now on datagrams go to {@code endpoint}. Called on the loop. */
    void listen(Endpoint endpoint) throws IOException;

    /** Sends the first {@code length} bytes. Any thread. */
    void send(byte[] datagram, int length, InetSocketAddress to);

    /** From now on only this address is heard and sent to, which also makes both cheaper. */
    void connect(InetSocketAddress remote);

    /** The port that the system chose. */
    int localPort();

    /** In what groups media came, if the socket was asked to tell. */
    ArrivalGroups groups();

    @Override
    void close();
}
