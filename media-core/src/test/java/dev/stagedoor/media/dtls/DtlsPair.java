package dev.stagedoor.media.dtls;

import dev.stagedoor.media.srtp.SrtpKeyingMaterial;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client and a server session on one loop, with a pipe between them that loses, repeats and reorders by a seed. */
final class DtlsPair implements AutoCloseable {
    static final DtlsIdentity SERVER_IDENTITY = DtlsIdentity.generate(new SecureRandom());
    static final DtlsIdentity CLIENT_IDENTITY = DtlsIdentity.generate(new SecureRandom());

    final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    final DtlsEndpoint serverEndpoint;
    final Side client;
    final Side server;
    private final Random random;
    private final int lossPercent;
    private byte @Nullable [] held;

    DtlsPair(long seed, int lossPercent, DtlsLimits limits) {
        this(seed, lossPercent, limits, CLIENT_IDENTITY.fingerprint(), SERVER_IDENTITY.fingerprint());
    }

    DtlsPair(long seed, int lossPercent, DtlsLimits limits, Fingerprint ofClient, Fingerprint ofServer) {
        System.out.println("seed " + seed + ", loss " + lossPercent + " %");
        random = new Random(seed);
        this.lossPercent = lossPercent;
        serverEndpoint = new DtlsEndpoint(SERVER_IDENTITY, limits, new SecureRandom());
        DtlsEndpoint clientEndpoint = new DtlsEndpoint(CLIENT_IDENTITY, limits, new SecureRandom());
        client = new Side(clientEndpoint, DtlsRole.CLIENT, ofServer);
        server = new Side(serverEndpoint, DtlsRole.SERVER, ofClient);
        client.other = server;
        server.other = client;
    }

    static InetAddress address() {
        return InetAddress.getLoopbackAddress();
    }

    void start() {
        onLoop(() -> client.session.start(address()));
    }

    void onLoop(Runnable task) {
        try {
            loop.submit(task).get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        loop.shutdownNow();
    }

    /** One end of the pipe. */
    final class Side implements DtlsListener {
        final DtlsSession session;
        final CompletableFuture<SrtpKeyingMaterial> connected = new CompletableFuture<>();
        final CompletableFuture<DtlsFailure> failed = new CompletableFuture<>();
        final CompletableFuture<Boolean> closedByPeer = new CompletableFuture<>();
        int datagramsSent;
        private @Nullable Side other;

        Side(DtlsEndpoint endpoint, DtlsRole role, Fingerprint expected) {
            session = endpoint.newSession(role, expected, new TestLoop(loop), this);
        }

        @Override
        public void onDtlsConnected(SrtpKeyingMaterial keys) {
            connected.complete(keys);
        }

        @Override
        public void onDtlsFailed(DtlsFailure failure) {
            failed.complete(failure);
        }

        @Override
        public void onDtlsClosedByPeer() {
            closedByPeer.complete(true);
        }

        @Override
        public void onDtlsOutput(byte[] datagram) {
            datagramsSent++;
            int fate = random.nextInt(100);
            if (fate < lossPercent) {
                return;
            }
            if (lossPercent > 0 && fate > 90 && held == null) {
                held = datagram;
                return;
            }
            deliver(datagram);
            if (fate > 80 && lossPercent > 0) {
                deliver(datagram);
            }
        }

        private void deliver(byte[] datagram) {
            Side target = Objects.requireNonNull(other);
            loop.execute(() -> target.session.onDatagram(datagram.clone(), address()));
            byte[] late = held;
            held = null;
            if (late != null) {
                // Sometimes to the side it came from: a stray datagram must do no harm either.
                loop.execute(() -> target.session.onDatagram(late.clone(), address()));
            }
        }
    }
}
