package dev.stagedoor.media.dtls;

import dev.stagedoor.media.srtp.SrtpKeyingMaterial;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One participant's DTLS association, owned by a loop.
 *
 * <p>The library's handshake blocks, so it runs on a virtual thread that lives as long as the handshake. After that there is no
 * thread: a datagram that still comes is fed to the library on the loop, which takes microseconds for an alert, and
 * {@link DatagramQueue} lets it go as soon as the datagram is used up.
 */
public final class DtlsSession {
    /** Where the association stands. */
    private enum State {
        IDLE,
        HANDSHAKING,
        CONNECTED,
        CLOSED
    }

    private final DtlsEndpoint endpoint;
    private final DtlsRole role;
    private final DtlsLoop loop;
    private final DtlsListener listener;
    private final Negotiation negotiation;
    private final DatagramQueue queue;
    private final SeenRecords seen = new SeenRecords();
    private final RecordOrder order;
    private State state = State.IDLE;
    private @Nullable DTLSTransport transport;
    /** Records and signals for the thread that reads, and how many of them it had taken when it last waited. */
    private int handedOver;

    private int waitsAfter = -1;
    private int flights;
    private int resendMs;
    /** Set by the library, on whichever thread reads. */
    private volatile boolean peerSaidGoodbye;

    DtlsSession(DtlsEndpoint endpoint, DtlsRole role, Fingerprint remote, DtlsLoop loop, DtlsListener listener) {
        this.endpoint = endpoint;
        this.role = role;
        this.loop = loop;
        this.listener = listener;
        negotiation = new Negotiation(endpoint, remote, () -> peerSaidGoodbye = true);
        order = new RecordOrder(role, seen);
        queue = new DatagramQueue(endpoint.limits().datagramBytes(), new ToLoop());
    }

    /**
     * Sends the ClientHello if this side is the client and has not sent it.
     *
     * @return null, or why not now; try again later
     */
    public @Nullable DtlsDrop start(InetAddress peer) {
        return role == DtlsRole.CLIENT && state == State.IDLE ? begin(peer) : null;
    }

    /**
     * Handles one datagram; the array is the session's from now on.
     *
     * @return null, or why it was dropped
     */
    public @Nullable DtlsDrop onDatagram(byte[] datagram, InetAddress peer) {
        return switch (state) {
            case IDLE -> onFirstDatagram(datagram, peer);
            case HANDSHAKING -> offer(datagram) ? null : DtlsDrop.INBOX_FULL;
            case CONNECTED -> onLateDatagram(datagram);
            case CLOSED -> DtlsDrop.CLOSED;
        };
    }

    /** Says goodbye and ends; the listener hears nothing more but the goodbye to send. */
    public void close() {
        State before = state;
        state = State.CLOSED;
        if (before == State.CONNECTED && transport != null) {
            try {
                transport.close();
            } catch (IOException e) {
                // The goodbye is a courtesy; the association is gone either way.
            }
            queue.flush();
        } else if (before == State.HANDSHAKING) {
            queue.cancel();
        }
    }

    private @Nullable DtlsDrop onFirstDatagram(byte[] datagram, InetAddress peer) {
        if (role == DtlsRole.CLIENT || !DtlsRecords.beginsHandshake(datagram)) {
            return DtlsDrop.MALFORMED;
        }
        DtlsDrop refused = begin(peer);
        if (refused == null) {
            offer(datagram);
        }
        return refused;
    }

    private boolean offer(byte[] datagram) {
        boolean room = true;
        for (ReceivedRecord each : order.onDatagram(datagram)) {
            room &= count(queue.offer(each));
        }
        return room;
    }

    private void signal(DatagramQueue.Signal signal) {
        if (state == State.HANDSHAKING) {
            count(queue.signal(signal));
        }
    }

    private boolean count(boolean added) {
        handedOver += added ? 1 : 0;
        return added;
    }

    /** Whether nothing will happen here unless a datagram comes or a timer runs out; for tests that move time by hand. */
    boolean isQuiet() {
        return state != State.HANDSHAKING || waitsAfter == handedOver;
    }

    private @Nullable DtlsDrop onLateDatagram(byte[] datagram) {
        List<byte[]> usable = DtlsRecords.followingHandshake(datagram, seen);
        if (usable == null) {
            return DtlsDrop.MALFORMED;
        }
        usable.forEach(each -> queue.offer(new ReceivedRecord(each, false)));
        read();
        return null;
    }

    private @Nullable DtlsDrop begin(InetAddress peer) {
        if (!endpoint.slots().tryAcquire(peer)) {
            return DtlsDrop.TOO_MANY_HANDSHAKES;
        }
        state = State.HANDSHAKING;
        loop.schedule(
                () -> signal(DatagramQueue.Signal.TIME_UP), endpoint.limits().handshakeMs());
        Thread.ofVirtual().name("dtls-handshake").start(() -> {
            // Also of an error, such as too little memory: it goes on to whoever logs it, and the session does not
            // hang.
            Runnable outcome = () -> onHandshakeFailed(DtlsFailure.REFUSED);
            try {
                outcome = handshake();
            } finally {
                endpoint.slots().release(peer);
                onLoop(outcome);
            }
        });
        return null;
    }

    /** Hands news to the loop. When the server has stopped there is no loop, and nobody left to hear of a handshake. */
    private void onLoop(Runnable news) {
        try {
            loop.execute(news);
        } catch (RejectedExecutionException stopped) {
            queue.cancel();
        }
    }

    /** Runs on the virtual thread; what it returns is for the loop. */
    private Runnable handshake() {
        try {
            DTLSTransport connected = role == DtlsRole.SERVER
                    ? new DTLSServerProtocol().accept(new PeerServer(negotiation), queue)
                    : new DTLSClientProtocol().connect(new PeerClient(negotiation), queue);
            SrtpKeyingMaterial keys = negotiation.keys();
            if (keys == null) {
                throw new IllegalStateException("a complete handshake exported no keys");
            }
            return () -> onHandshakeDone(connected, keys);
        } catch (IOException | RuntimeException e) {
            // Runtime exceptions too: a library that stumbles over a peer's bytes must not leave a session hanging.
            DtlsFailure failure = failureOf(e);
            return () -> onHandshakeFailed(failure);
        } finally {
            queue.flush();
        }
    }

    private DtlsFailure failureOf(Exception e) {
        if (negotiation.fingerprintMismatch()) {
            return DtlsFailure.FINGERPRINT_MISMATCH;
        }
        return e instanceof TlsTimeoutException ? DtlsFailure.TIMED_OUT : DtlsFailure.REFUSED;
    }

    private void onHandshakeDone(DTLSTransport connected, SrtpKeyingMaterial keys) {
        if (state != State.HANDSHAKING) {
            return;
        }
        queue.handToLoop();
        transport = connected;
        state = State.CONNECTED;
        listener.onDtlsConnected(keys);
        read();
    }

    private void onHandshakeFailed(DtlsFailure failure) {
        if (state == State.HANDSHAKING) {
            state = State.CLOSED;
            listener.onDtlsFailed(failure);
        }
    }

    /** Feeds what waits to the library; application data has no meaning here and is thrown away. */
    private void read() {
        DTLSTransport connected = transport;
        byte[] ignored = new byte[DatagramQueue.RECEIVE_LIMIT_BYTES];
        try {
            while (state == State.CONNECTED && connected != null && !queue.isEmpty()) {
                connected.receive(ignored, 0, ignored.length, 1);
            }
        } catch (InterruptedIOException used) {
            // Everything has been read.
        } catch (IOException | RuntimeException broken) {
            peerSaidGoodbye = true;
        }
        queue.flush();
        if (peerSaidGoodbye && state == State.CONNECTED) {
            state = State.CLOSED;
            listener.onDtlsClosedByPeer();
        }
    }

    private void onFlight(Flight flight) {
        if (state != State.HANDSHAKING) {
            return;
        }
        flight.datagrams().forEach(listener::onDtlsOutput);
        DtlsLimits limits = endpoint.limits();
        resendMs = flight.repeated() ? Math.min(2 * resendMs, limits.longestResendMs()) : limits.firstResendMs();
        int number = ++flights;
        loop.schedule(
                () -> {
                    if (number == flights) {
                        signal(DatagramQueue.Signal.REPEAT);
                    }
                },
                resendMs);
    }

    /** From the virtual thread by way of the loop; from the loop at once, so that a goodbye leaves before its session does. */
    private final class ToLoop implements DatagramQueue.Output {
        @Override
        public void onFlight(Flight flight) {
            if (queue.isReadByLoop()) {
                flight.datagrams().forEach(listener::onDtlsOutput);
            } else {
                onLoop(() -> DtlsSession.this.onFlight(flight));
            }
        }

        @Override
        public void onWaiting(int taken) {
            onLoop(() -> waitsAfter = taken);
        }
    }
}
