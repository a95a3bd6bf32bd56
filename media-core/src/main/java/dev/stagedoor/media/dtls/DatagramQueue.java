package dev.stagedoor.media.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The library's idea of a socket, on top of a queue of records that the loop fills. Blocks while the handshake's virtual
 * thread reads it; afterwards, when the loop itself reads, an empty queue ends the read at once.
 *
 * <p>The library repeats a flight whenever a read ends with nothing. It would do so by a clock of its own, which doubles its
 * wait without end; here reads end with nothing only when the loop's timer says so, and what the library repeats for any
 * other reason than that or the peer's own repetition is not sent.
 */
final class DatagramQueue implements DatagramTransport {
    /** Records that may wait; the longest flight has fewer than twenty in the smallest datagrams. */
    static final int CAPACITY = 64;

    /** Larger than any datagram on an Internet path. */
    static final int RECEIVE_LIMIT_BYTES = 2_048;

    /** One of each {@link Signal}. */
    private static final int SIGNALS = 3;

    private final BlockingQueue<Entry> inbox = new ArrayBlockingQueue<>(CAPACITY + SIGNALS);
    private final int sendLimitBytes;
    private final FlightPacker packer;
    private final Output output;
    private volatile boolean readByLoop;
    private int taken;
    private boolean repeatDue;
    private boolean peerRepeats;

    /** What waits to be read. */
    sealed interface Entry permits ReceivedRecord, Signal {}

    /** What the loop tells the thread that reads. */
    enum Signal implements Entry {
        /** The answer has not come: repeat the flight. */
        REPEAT,
        /** The handshake has taken too long. */
        TIME_UP,
        /** The session has been closed. */
        END
    }

    /** Hears of the thread that reads, on that thread. */
    interface Output {
        /** This is to be sent. */
        void onFlight(Flight flight);

        /** There is nothing more to read and to send, with so many records and signals taken from the queue. */
        void onWaiting(int taken);
    }

    DatagramQueue(int sendLimitBytes, Output output) {
        this.sendLimitBytes = sendLimitBytes;
        this.output = output;
        packer = new FlightPacker(sendLimitBytes);
    }

    /** Adds a record; whether there was room. */
    boolean offer(ReceivedRecord received) {
        return inbox.size() < CAPACITY && inbox.offer(received);
    }

    /** Tells the thread that reads; whether there was room, as there is for one of each. */
    boolean signal(Signal signal) {
        return inbox.offer(signal);
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
        signal(Signal.END);
    }

    /** Sends what the library has written since it read last. */
    void flush() {
        Flight flight = packer.take();
        if (flight == null) {
            return;
        }
        if (!flight.repeated() || readByLoop || repeatDue || peerRepeats) {
            output.onFlight(flight);
        }
        repeatDue = false;
        peerRepeats = false;
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
        ReceivedRecord received = readByLoop ? next() : await();
        if (received == null) {
            if (!readByLoop) {
                return -1;
            }
            // The one exception after which the library lets go of a read without giving up the association.
            throw new InterruptedIOException("nothing more to read");
        }
        int copied = Math.min(length, received.bytes().length);
        System.arraycopy(received.bytes(), 0, buffer, offset, copied);
        return copied;
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        packer.add(buffer, offset, length);
    }

    @Override
    public void close() {
        // The session decides when it ends; the library calls this after alerts, of which the session hears elsewhere.
    }

    /** The next record that is here; null if there is none. */
    private @Nullable ReceivedRecord next() {
        Entry entry = inbox.poll();
        while (entry instanceof Signal) {
            entry = inbox.poll();
        }
        return entry instanceof ReceivedRecord received ? received : null;
    }

    /** The next record; null while a repetition is due, however often the library asks before it sends one. */
    private @Nullable ReceivedRecord await() throws IOException {
        flush();
        try {
            while (!repeatDue) {
                Entry entry = inbox.poll();
                if (entry == null) {
                    output.onWaiting(taken);
                    entry = inbox.take();
                }
                taken++;
                switch (entry) {
                    case ReceivedRecord received -> {
                        peerRepeats |= received.repeats();
                        return received;
                    }
                    case Signal.REPEAT -> repeatDue = true;
                    case Signal.TIME_UP ->
                        throw new TlsTimeoutException("the peer has not finished its handshake in time");
                    case Signal.END -> throw new IOException("the session has been closed");
                }
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted in a handshake");
        }
    }
}
