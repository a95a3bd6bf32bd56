package dev.stagedoor.benchmarks.client.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;

/** By the JDK's selector: everywhere, one system call a datagram. */
final class NioPoller implements Poller {
    /** Datagrams taken from one socket before the others have their turn. */
    private static final int MAX_BURST = 64;

    private static final int DATAGRAM_BYTES = 2_048;
    private static final long NS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Selector selector;
    private final byte[] datagram = new byte[DATAGRAM_BYTES];
    private final ByteBuffer view = ByteBuffer.wrap(datagram);

    NioPoller() throws IOException {
        selector = Selector.open();
    }

    @Override
    public ClientSocket open(SocketSettings settings) throws IOException {
        return NioSocket.open(selector, settings);
    }

    @Override
    public void poll(long waitNs) throws IOException {
        if (waitNs <= 0) {
            selector.selectNow(this::onReadable);
        } else {
            // Rounded up: a timer that is early by a fraction of a millisecond would spin.
            selector.select(this::onReadable, (waitNs + NS_PER_MS - 1) / NS_PER_MS);
        }
    }

    private void onReadable(SelectionKey key) {
        var socket = (NioSocket) key.attachment();
        for (int i = 0; i < MAX_BURST && key.isValid(); i++) {
            view.clear();
            if (!socket.receive(view, datagram)) {
                return;
            }
        }
    }

    @Override
    public void wakeUp() {
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
