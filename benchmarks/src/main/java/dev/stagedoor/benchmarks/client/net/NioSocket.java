package dev.stagedoor.benchmarks.client.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/** The JDK's datagram channel. It cannot tell groups. */
final class NioSocket implements ClientSocket {
    private final Selector selector;
    private final DatagramChannel channel;
    private final ArrivalGroups groups = new ArrivalGroups();
    private @Nullable Endpoint endpoint;

    private NioSocket(Selector selector, DatagramChannel channel) {
        this.selector = selector;
        this.channel = channel;
    }

    static NioSocket open(Selector selector, SocketSettings settings) throws IOException {
        var channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
        var local = settings.local();
        channel.bind(local == null ? new InetSocketAddress(0) : new InetSocketAddress(local, 0));
        return new NioSocket(selector, channel);
    }

    @Override
    public void listen(Endpoint next) throws IOException {
        endpoint = next;
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Takes one datagram into the array behind {@code view} and hands it on; false if there was none. */
    boolean receive(ByteBuffer view, byte[] datagram) {
        try {
            if (endpoint == null || !(channel.receive(view) instanceof InetSocketAddress from)) {
                return false;
            }
            endpoint.onDatagram(datagram, view.position(), from, System.nanoTime());
            return true;
        } catch (IOException _) {
            // Port unreachable: whoever was there is gone, and the loss of consent will tell it.
            return false;
        }
    }

    @Override
    public void send(byte[] datagram, int length, InetSocketAddress to) {
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

    @Override
    public void connect(InetSocketAddress remote) {
        try {
            channel.connect(remote);
        } catch (IOException _) {
            // Unconnected, the socket does the same at a higher price.
        }
    }

    @Override
    public int localPort() {
        return channel.socket().getLocalPort();
    }

    @Override
    public ArrivalGroups groups() {
        return groups;
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
