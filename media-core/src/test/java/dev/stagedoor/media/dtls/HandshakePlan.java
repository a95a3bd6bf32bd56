package dev.stagedoor.media.dtls;

import dev.stagedoor.media.srtp.SrtpKeyingMaterial;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A handshake over a bad path in a time that is moved by hand: it stands still until both sides wait for the network, and
 * then goes to the next arrival or timer. What happens to a datagram depends on the seed and on how many its side has sent.
 */
final class HandshakePlan {
    private static final int DELAY_MS = 20;

    final Side client;
    final Side server;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atMs).thenComparingLong(Event::order));
    private final Path path;
    private long nowMs;
    private long order;

    /**
     * What the path does to a datagram.
     *
     * @param jitterMs up to how much longer one takes than another; they overtake each other
     */
    record Path(int lossPercent, int copyPercent, int jitterMs) {}

    private record Event(long atMs, long order, Runnable task) {}

    HandshakePlan(DtlsEndpoint ofClient, DtlsEndpoint ofServer, Path path, long seed) {
        this.path = path;
        client = new Side(ofClient, DtlsRole.CLIENT, ofServer.fingerprint(), new Random(seed));
        server = new Side(ofServer, DtlsRole.SERVER, ofClient.fingerprint(), new Random(~seed));
    }

    /** Lets the handshake take its course. */
    void run() {
        client.session.start(InetAddress.getLoopbackAddress());
        settle();
        while (!isOver() && !events.isEmpty()) {
            Event next = events.remove();
            nowMs = next.atMs;
            next.task.run();
            settle();
        }
    }

    /** When the later of both had its keys; negative if one has none. */
    long connectedMs() {
        return Math.min(client.connectedMs, server.connectedMs) < 0
                ? -1
                : Math.max(client.connectedMs, server.connectedMs);
    }

    private boolean isOver() {
        return client.isOver() && server.isOver();
    }

    /** Runs what is to be done now, until nothing is and both handshakes wait. */
    private void settle() {
        try {
            while (!tasks.isEmpty() || !client.session.isQuiet() || !server.session.isQuiet()) {
                Runnable task = tasks.poll(30, TimeUnit.SECONDS);
                if (task == null) {
                    throw new AssertionError("a handshake neither goes on nor waits");
                }
                task.run();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** One end. */
    final class Side implements DtlsListener, DtlsLoop {
        final DtlsSession session;
        final Random random;
        final boolean isClient;
        boolean oneRecordEach;
        int datagramsSent;
        long connectedMs = -1;

        @Nullable
        SrtpKeyingMaterial keys;

        private boolean failed;

        Side(DtlsEndpoint endpoint, DtlsRole role, Fingerprint expected, Random random) {
            this.random = random;
            isClient = role == DtlsRole.CLIENT;
            session = endpoint.newSession(role, expected, this, this);
        }

        boolean isOver() {
            return failed || connectedMs >= 0;
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void schedule(Runnable task, int delayMs) {
            events.add(new Event(nowMs + delayMs, order++, task));
        }

        @Override
        public void onDtlsConnected(SrtpKeyingMaterial keyed) {
            connectedMs = nowMs;
            keys = keyed;
        }

        @Override
        public void onDtlsFailed(DtlsFailure failure) {
            failed = true;
        }

        @Override
        public void onDtlsClosedByPeer() {
            failed = true;
        }

        @Override
        public void onDtlsOutput(byte[] datagram) {
            List<byte[]> parts = oneRecordEach ? DtlsRecords.split(datagram) : List.of(datagram);
            parts.forEach(this::send);
        }

        private void send(byte[] datagram) {
            datagramsSent++;
            boolean lost = random.nextInt(100) < path.lossPercent;
            boolean copied = random.nextInt(100) < path.copyPercent;
            for (int copy = 0; copy < (copied ? 2 : 1); copy++) {
                int delayMs = DELAY_MS + random.nextInt(path.jitterMs + 1);
                if (!lost) {
                    schedule(() -> arrive(datagram.clone()), delayMs);
                }
            }
        }

        private void arrive(byte[] datagram) {
            Side other = isClient ? server : client;
            other.session.onDatagram(datagram, InetAddress.getLoopbackAddress());
        }
    }
}
