package dev.stagedoor.media.transport;

import dev.stagedoor.media.dtls.DtlsEndpoint;
import dev.stagedoor.media.dtls.DtlsIdentity;
import dev.stagedoor.media.dtls.Fingerprint;
import dev.stagedoor.media.ice.IceCredentials;
import dev.stagedoor.media.room.MediaLoop;
import dev.stagedoor.media.srtp.SrtpBackend;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one UDP port of a media server and the event loops behind it: a socket a loop, all bound to the same port. Methods
 * may be called from any thread unless they say otherwise.
 */
public final class UdpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UdpServer.class);
    private static final long CLOSE_SECONDS = 3;

    private final TransportContext context;
    private final MultiThreadIoEventLoopGroup group;
    private final List<LoopIo> loops;

    private UdpServer(TransportContext context, MultiThreadIoEventLoopGroup group, List<LoopIo> loops) {
        this.context = context;
        this.group = group;
        this.loops = loops;
    }

    /**
     * Makes a certificate, chooses sockets and ciphers, binds the port and starts the loops.
     *
     * @throws IOException if the port cannot be bound
     */
    public static UdpServer start(TransportConfig config) throws IOException {
        SecureRandom random = new SecureRandom();
        DtlsEndpoint dtls = new DtlsEndpoint(DtlsIdentity.generate(random), config.dtlsLimits(), random);
        TransportContext context = new TransportContext(config, dtls, SrtpBackend.fastest(), random);
        SocketKind kind = SocketKind.choose(config.io());
        int count = kind.canSharePort() ? config.effectiveLoops() : 1;
        MultiThreadIoEventLoopGroup group =
                new MultiThreadIoEventLoopGroup(count, new LoopThreads(), kind.handlerFactory());
        List<LoopIo> loops = new ArrayList<>();
        try {
            open(config, kind, count, group, loops);
        } catch (IOException | RuntimeException e) {
            loops.forEach(each -> each.io().close());
            var stopping = group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            LOG.debug("loops stop after a failed start: {}", stopping);
            throw e;
        }
        LOG.info(
                "UDP port {} on {} loops by {}",
                loops.getFirst().io().port(),
                count,
                loops.getFirst().io().description());
        return new UdpServer(context, group, List.copyOf(loops));
    }

    private static void open(
            TransportConfig config, SocketKind kind, int count, MultiThreadIoEventLoopGroup group, List<LoopIo> loops)
            throws IOException {
        PeerDirectory directory = new PeerDirectory();
        int port = freePort(config.bind());
        for (int i = 0; i < count; i++) {
            IoEventLoop eventLoop = group.next();
            DatagramIo io = kind.bind(config, port);
            loops.add(new LoopIo(i, count, new NettyLoop(eventLoop), io, directory));
        }
        List<LoopIo> all = List.copyOf(loops);
        for (LoopIo each : all) {
            each.setSiblings(all);
            each.io().register(each.loop().eventLoop(), each::onReadable);
            each.loop().scheduleEvery(each::onTick, LoopIo.TICK_NS);
        }
    }

    /**
     * The wanted port, or a free one, after making sure that nobody has it: sockets that share a port would otherwise share
     * it with a second server's as well, and each would get half of both's packets.
     */
    private static int freePort(InetSocketAddress wanted) throws IOException {
        try (DatagramChannel probe = DatagramChannel.open()) {
            return probe.bind(wanted).socket().getLocalPort();
        } catch (BindException e) {
            throw new IOException("cannot bind UDP " + wanted + ": " + e.getMessage(), e);
        }
    }

    /** The port in use. */
    public int port() {
        return loops.getFirst().io().port();
    }

    /** Which ciphers protect media, as {@link SrtpBackend#name()} says it. */
    public String cipherName() {
        return context.srtp().name();
    }

    /** What the sockets work with, for people. */
    public String socketDescription() {
        return loops.getFirst().io().description();
    }

    /** Whether the kernel cuts one message into many datagrams (UDP_SEGMENT). */
    public boolean cutsInKernel() {
        return loops.getFirst().io().outgoing().isGrouping();
    }

    /** What the SDP says of this server's certificate. */
    public Fingerprint fingerprint() {
        return context.dtls().fingerprint();
    }

    /** For an offer of ours. */
    public IceCredentials newCredentials() {
        return context.newCredentials();
    }

    /** The loops; a participant lives on one of them. */
    public List<MediaLoop> loops() {
        return loops.stream().map(each -> (MediaLoop) each.loop()).toList();
    }

    /**
     * Opens a participant's transport; to be called on {@code loop}, one of {@link #loops()}, where it and its listener will
     * live. It waits for the peer's checks and gives up after {@link TransportConfig#connectTimeout()}.
     */
    public PeerTransport open(MediaLoop loop, PeerParameters parameters, PeerListener listener) {
        for (LoopIo each : loops) {
            if (each.loop() == loop) {
                if (!loop.inLoop()) {
                    throw new IllegalStateException("must run on the loop itself, ran on " + Thread.currentThread());
                }
                return new PeerTransport(each, context, parameters, listener);
            }
        }
        throw new IllegalArgumentException("not a loop of this server: " + loop);
    }

    /** What the sockets have done, all loops together. */
    public TransportStatistics statistics() {
        return LoopCounters.sum(loops.stream().map(LoopIo::counters).toList());
    }

    /** What each loop has done, in their order. Each answers for itself: one that is stuck keeps the future open. */
    public CompletableFuture<List<LoopStatistics>> loopStatistics() {
        List<CompletableFuture<LoopStatistics>> answers = new ArrayList<>();
        for (int i = 0; i < loops.size(); i++) {
            int index = i;
            LoopIo each = loops.get(i);
            answers.add(CompletableFuture.supplyAsync(
                    () -> each.counters().statistics(index, LoopLoad.currentThreadCpuNs()), each.loop()::execute));
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(_ -> answers.stream().map(CompletableFuture::join).toList());
    }

    /** How many handshakes are under way. */
    public int handshakesUnderWay() {
        return context.dtls().handshakesUnderWay();
    }

    /** Says goodbye to every participant, stops the loops and frees the port. Not to be called on a loop. */
    @Override
    public void close() {
        CountDownLatch done = new CountDownLatch(loops.size());
        for (LoopIo each : loops) {
            each.loop().execute(() -> {
                try {
                    each.peers().forEach(peer -> peer.close(CloseReason.SHUTDOWN));
                    each.flush();
                    each.io().close();
                } finally {
                    done.countDown();
                }
            });
        }
        try {
            if (!done.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a media loop did not stop within {} s", CLOSE_SECONDS);
            }
            group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
