package dev.stagedoor.benchmarks.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** The one UDP socket of a client. What the network refuses is lost, as UDP is; sending may happen on any thread. */
final class ClientSocket implements AutoCloseable {
    /** Holds a key frame and what comes behind it while the loop is busy with others. */
    private static final int RECEIVE_BUFFER_BYTES = 512 * 1024;

    private final DatagramChannel channel;

    private ClientSocket(DatagramChannel channel) {
        this.channel = channel;
    }

    static ClientSocket open() throws IOException {
        var channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
        channel.bind(new InetSocketAddress(0));
        return new ClientSocket(channel);
    }

    DatagramChannel channel() {
        return channel;
    }

    void send(byte[] datagram, int length, InetSocketAddress to) {
        try {
            var bytes = ByteBuffer.wrap(datagram, 0, length);
            if (channel.isConnected()) {
                channel.write(bytes);
            } else {
                channel.send(bytes, to);
            }
        } catch (IOException _) {
            // Port unreachable or a full buffer: a lost datagram.
        }
    }

    /** From now on only this address is heard and sent to, which also makes both cheaper. */
    void connect(InetSocketAddress remote) {
        try {
            channel.connect(remote);
        } catch (IOException _) {
            // Unconnected, the socket does the same at a higher price.
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // Nothing is left to free.
        }
    }
}
