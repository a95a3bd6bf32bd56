package dev.stagedoor.benchmarks.client.dtls;

import dev.stagedoor.benchmarks.client.sdp.Fingerprint;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.jspecify.annotations.Nullable;

/**
 * One DTLS connection: the handshake, then waiting for the other side's close. It carries no data of its own; SRTP goes
 * beside it.
 */
public final class DtlsConnection {
    private static final int HANDSHAKE_TIMEOUT_MS = (int) TimeUnit.SECONDS.toMillis(20);
    private static final int IDLE_WAIT_MS = (int) TimeUnit.SECONDS.toMillis(60);

    private final DtlsParty party;
    private final boolean active;
    private final DatagramQueue queue;
    private final Listener listener;
    private volatile @Nullable DTLSTransport transport;
    private volatile boolean closedHere;

    /**
     * @param expected fingerprint that the other side's certificate must have
     * @param active whether this side begins
     * @param outgoing takes datagrams; called on the connection's virtual thread
     */
    public DtlsConnection(
            DtlsIdentity identity,
            Fingerprint expected,
            boolean active,
            Consumer<byte[]> outgoing,
            DtlsSettings settings,
            Listener listener) {
        this.party = new DtlsParty(identity, expected, settings);
        this.active = active;
        this.queue = new DatagramQueue(outgoing, settings.mtuBytes());
        this.listener = listener;
    }

    /** Begins the handshake on a new virtual thread. */
    public void start() {
        Thread.ofVirtual().name("dtls-client").start(this::run);
    }

    /** One DTLS datagram from the network; the array is kept. */
    public void onDatagram(byte[] datagram) {
        queue.offer(datagram);
    }

    /** Sends close_notify if there is a connection. May be called on any thread and more than once. */
    public void close() {
        closedHere = true;
        var connection = transport;
        if (connection == null) {
            queue.close();
            return;
        }
        try {
            connection.close();
        } catch (IOException _) {
            // The other side will notice by lost consent.
        }
    }

    private void run() {
        try {
            transport = active ? connect() : accept();
            if (closedHere) {
                close();
            }
            waitForClose();
        } catch (IOException | RuntimeException e) {
            onEnd(e);
        }
    }

    private DTLSTransport connect() throws IOException {
        var side = new DtlsActiveSide(party, HANDSHAKE_TIMEOUT_MS);
        var connected = new DTLSClientProtocol().connect(side, queue);
        report(side.keys());
        return connected;
    }

    private DTLSTransport accept() throws IOException {
        var side = new DtlsPassiveSide(party, HANDSHAKE_TIMEOUT_MS);
        var accepted = new DTLSServerProtocol().accept(side, queue);
        report(side.keys());
        return accepted;
    }

    private void report(@Nullable SrtpKeys keys) {
        if (keys == null) {
            throw new IllegalStateException("handshake without keys");
        }
        listener.onKeys(keys);
    }

    private void waitForClose() throws IOException {
        var connection = transport;
        var scratch = new byte[connection == null ? 0 : connection.getReceiveLimit()];
        while (connection != null) {
            connection.receive(scratch, 0, scratch.length, IDLE_WAIT_MS);
        }
    }

    /** Every connection ends with an exception: BouncyCastle has no other way to say that the other side closed. */
    private void onEnd(Exception cause) {
        if (closedHere) {
            return;
        }
        if (transport != null && queue.closed()) {
            listener.onClosed();
        } else {
            listener.onFailed("DTLS: " + cause.getMessage());
        }
    }

    /** News of a connection, on its virtual thread. */
    public interface Listener {
        /** The handshake is complete. */
        void onKeys(SrtpKeys keys);

        /** The handshake failed or the other side sent a fatal alert. */
        void onFailed(String reason);

        /** The other side sent close_notify. */
        void onClosed();
    }
}
