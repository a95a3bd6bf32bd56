package dev.stagedoor.benchmarks.client.dtls;

import java.io.EOFException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;

/** What BouncyCastle takes for a socket: a bounded queue in, a function out. */
final class DatagramQueue implements DatagramTransport {
    /** More than one flight of a handshake; what does not fit is lost, as on a network. */
    private static final int CAPACITY = 64;

    private static final int RECEIVE_LIMIT_BYTES = 2048;
    private static final byte[] WAKE_UP = {};

    private final BlockingQueue<byte[]> incoming = new ArrayBlockingQueue<>(CAPACITY);
    private final Consumer<byte[]> outgoing;
    private final int mtuBytes;
    private volatile boolean closed;

    /** @param mtuBytes largest datagram to send; a small one makes BouncyCastle fragment its handshake messages */
    DatagramQueue(Consumer<byte[]> outgoing, int mtuBytes) {
        this.outgoing = outgoing;
        this.mtuBytes = mtuBytes;
    }

    void offer(byte[] datagram) {
        incoming.offer(datagram);
    }

    boolean closed() {
        return closed;
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT_BYTES;
    }

    @Override
    public int getSendLimit() {
        return mtuBytes;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMs) throws EOFException {
        try {
            var datagram = incoming.poll(waitMs, TimeUnit.MILLISECONDS);
            if (closed) {
                throw new EOFException("closed");
            }
            if (datagram == null) {
                return -1;
            }
            var taken = Math.min(length, datagram.length);
            System.arraycopy(datagram, 0, buffer, offset, taken);
            return taken;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        var datagram = new byte[length];
        System.arraycopy(buffer, offset, datagram, 0, length);
        outgoing.accept(datagram);
    }

    @Override
    public void close() {
        closed = true;
        incoming.offer(WAKE_UP);
    }
}
