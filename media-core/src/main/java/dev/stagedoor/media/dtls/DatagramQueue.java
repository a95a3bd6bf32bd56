package dev.stagedoor.media.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/**
 * The library's idea of a socket, on top of a queue that the loop fills. Blocks while the handshake's virtual thread reads
 * it; afterwards, when the loop itself reads, an empty queue ends the read at once.
 */
final class DatagramQueue implements DatagramTransport {
    /** Datagrams that may wait; the longest flight takes fewer than ten. */
    static final int CAPACITY = 32;

    /** Larger than any datagram on an Internet path. */
    static final int RECEIVE_LIMIT_BYTES = 2_048;

    /** Ends the reading; no datagram on the DTLS branch is empty. */
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> inbox = new ArrayBlockingQueue<>(CAPACITY + 1);
    private final int sendLimitBytes;
    private final Consumer<byte[]> output;
    private volatile boolean readByLoop;

    DatagramQueue(int sendLimitBytes, Consumer<byte[]> output) {
        this.sendLimitBytes = sendLimitBytes;
        this.output = output;
    }

    /** Adds a datagram; whether there was room. */
    boolean offer(byte[] datagram) {
        return inbox.size() < CAPACITY && inbox.offer(datagram);
    }

    boolean isEmpty() {
        return inbox.isEmpty();
    }

    /** From now on the loop reads, and nothing blocks. */
    void handToLoop() {
        readByLoop = true;
    }

    boolean isReadByLoop() {
        return readByLoop;
    }

    /** Ends a handshake that is waiting. */
    void cancel() {
        inbox.clear();
        // Twice is once: there is room for one more than may wait.
        inbox.offer(END);
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT_BYTES;
    }

    @Override
    public int getSendLimit() {
        return sendLimitBytes;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMs) throws IOException {
        byte[] datagram = readByLoop ? inbox.poll() : await(waitMs);
        if (datagram == null) {
            if (!readByLoop) {
                return -1;
            }
            // The one exception after which the library lets go of a read without giving up the association.
            throw new InterruptedIOException("nothing more to read");
        }
        if (datagram.length == 0) {
            throw new IOException("the session has been closed");
        }
        int copied = Math.min(length, datagram.length);
        System.arraycopy(datagram, 0, buffer, offset, copied);
        return copied;
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        byte[] datagram = new byte[length];
        System.arraycopy(buffer, offset, datagram, 0, length);
        output.accept(datagram);
    }

    @Override
    public void close() {
        // The session decides when it ends; the library calls this after alerts, of which the session hears elsewhere.
    }

    private byte @Nullable [] await(int waitMs) throws InterruptedIOException {
        try {
            return inbox.poll(waitMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted in a handshake");
        }
    }
}
