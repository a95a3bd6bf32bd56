package dev.stagedoor.media.transport;

import dev.stagedoor.media.dtls.DtlsEndpoint;
import dev.stagedoor.media.dtls.DtlsFailure;
import dev.stagedoor.media.dtls.DtlsIdentity;
import dev.stagedoor.media.dtls.DtlsLimits;
import dev.stagedoor.media.dtls.DtlsListener;
import dev.stagedoor.media.dtls.DtlsRole;
import dev.stagedoor.media.dtls.DtlsSession;
import dev.stagedoor.media.dtls.Fingerprint;
import dev.stagedoor.media.dtls.TestLoop;
import dev.stagedoor.media.ice.CheckBuilder;
import dev.stagedoor.media.ice.IceCredentials;
import dev.stagedoor.media.srtp.SrtpBackend;
import dev.stagedoor.media.srtp.SrtpKeyingMaterial;
import dev.stagedoor.media.srtp.SrtpReceiver;
import dev.stagedoor.media.srtp.SrtpSender;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The other side of a transport over real sockets: checks, a DTLS client, SRTP. Blocking and simple. */
public final class TestPeer implements AutoCloseable, DtlsListener {
    private static final DtlsIdentity IDENTITY = DtlsIdentity.generate(new SecureRandom());
    private static final long PATIENCE_SECONDS = 20;

    final CompletableFuture<SrtpKeyingMaterial> connected = new CompletableFuture<>();
    final CompletableFuture<DtlsFailure> failed = new CompletableFuture<>();
    final CompletableFuture<Boolean> closedByServer = new CompletableFuture<>();
    final BlockingQueue<byte[]> checkAnswers = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> media = new LinkedBlockingQueue<>();
    /** Where datagrams came from that did not come from the server's address; as an ICE agent, it ignores them. */
    final BlockingQueue<SocketAddress> strangers = new LinkedBlockingQueue<>();

    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    private final MemorySegment scratch = Arena.ofAuto().allocate(4_096);
    private final InetSocketAddress server;
    private InetAddress own;
    private final DtlsSession dtls;
    private DatagramSocket socket;
    private int transaction;
    private @Nullable SrtpSender sender;
    private @Nullable SrtpReceiver receiver;

    public TestPeer(InetSocketAddress server, Fingerprint ofServer) {
        this(server, ofServer, server.getAddress());
    }

    /** A peer with another address than the server's. */
    TestPeer(InetSocketAddress server, Fingerprint ofServer, InetAddress own) {
        this.server = server;
        this.own = own;
        socket = newSocket();
        dtls = new DtlsEndpoint(IDENTITY, DtlsLimits.DEFAULT, new SecureRandom())
                .newSession(DtlsRole.CLIENT, ofServer, new TestLoop(loop), this);
    }

    public static Fingerprint fingerprint() {
        return IDENTITY.fingerprint();
    }

    /** Sends a check and waits for its answer. */
    public byte[] check(IceCredentials ofServer, String ownFragment, boolean nominate) {
        send(CheckBuilder.check(++transaction, ofServer, ownFragment, nominate));
        return await(checkAnswers);
    }

    /** Checks, shakes hands, and waits until media may flow. */
    public void connect(IceCredentials ofServer, String ownFragment) {
        check(ofServer, ownFragment, true);
        loop.execute(() -> dtls.start(server.getAddress()));
        await(connected);
    }

    /** From now on everything leaves from and comes to another port. */
    void moveToAnotherPort() {
        socket.close();
        socket = newSocket();
    }

    /** The same by another address. */
    public void moveTo(InetAddress address) {
        own = address;
        moveToAnotherPort();
    }

    /** Hears nothing any more; the server does not notice for a while. */
    void goDeaf() {
        socket.close();
    }

    InetSocketAddress localAddress() {
        return new InetSocketAddress(own, socket.getLocalPort());
    }

    public void sendRtp(byte[] plain) {
        sendMedia(plain, true);
    }

    public void sendRtcp(byte[] plain) {
        sendMedia(plain, false);
    }

    public byte[] nextMedia() {
        return await(media);
    }

    /** The next packet if it is here already. */
    public Optional<byte[]> mediaHere() {
        return Optional.ofNullable(media.poll());
    }

    /** Sends anything. */
    void send(byte[] datagram) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, server));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public void sayGoodbye() {
        loop.execute(dtls::close);
    }

    @Override
    public void close() {
        loop.shutdownNow();
        socket.close();
    }

    @Override
    public void onDtlsConnected(SrtpKeyingMaterial keys) {
        sender = new SrtpSender(SrtpBackend.jdk(), keys);
        receiver = new SrtpReceiver(SrtpBackend.jdk(), keys);
        connected.complete(keys);
    }

    @Override
    public void onDtlsFailed(DtlsFailure failure) {
        failed.complete(failure);
        connected.completeExceptionally(new AssertionError("handshake failed: " + failure));
    }

    @Override
    public void onDtlsClosedByPeer() {
        closedByServer.complete(true);
    }

    @Override
    public void onDtlsOutput(byte[] datagram) {
        send(datagram);
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static <T> T await(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came within " + PATIENCE_SECONDS + " s");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void sendMedia(byte[] plain, boolean rtp) {
        await(CompletableFuture.runAsync(
                () -> {
                    SrtpSender keyed = Objects.requireNonNull(sender);
                    MemorySegment.copy(plain, 0, scratch, ValueLayout.JAVA_BYTE, 0, plain.length);
                    int length = rtp
                            ? keyed.protectRtp(scratch, 0, plain.length, scratch, 0)
                            : keyed.protectRtcp(scratch, 0, plain.length, scratch, 0);
                    send(scratch.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
                },
                loop));
    }

    private DatagramSocket newSocket() {
        try {
            DatagramSocket opened = new DatagramSocket(new InetSocketAddress(own, 0));
            opened.setReceiveBufferSize(1 << 20);
            Thread.ofVirtual().start(() -> read(opened));
            return opened;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void read(DatagramSocket from) {
        byte[] buffer = new byte[4_096];
        while (!from.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                from.receive(packet);
                byte[] datagram = Arrays.copyOf(buffer, packet.getLength());
                if (packet.getSocketAddress().equals(server)) {
                    loop.execute(() -> onDatagram(datagram));
                } else {
                    strangers.add(packet.getSocketAddress());
                }
            } catch (IOException | RejectedExecutionException closed) {
                return;
            }
        }
    }

    private void onDatagram(byte[] datagram) {
        MemorySegment.copy(datagram, 0, scratch, ValueLayout.JAVA_BYTE, 0, datagram.length);
        SrtpReceiver keyed = receiver;
        switch (PacketKind.of(scratch, 0, datagram.length)) {
            case STUN -> checkAnswers.add(datagram);
            case DTLS -> dtls.onDatagram(datagram, server.getAddress());
            case RTP -> addMedia(keyed == null ? -1 : keyed.unprotectRtp(scratch, 0, datagram.length));
            case RTCP -> addMedia(keyed == null ? -1 : keyed.unprotectRtcp(scratch, 0, datagram.length));
            case UNKNOWN -> throw new AssertionError("the server sent noise");
        }
    }

    private void addMedia(int length) {
        if (length < 0) {
            throw new AssertionError("the server sent a packet that does not open: " + length);
        }
        media.add(scratch.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
    }
}
