package dev.stagedoor.benchmarks.client;

import dev.stagedoor.benchmarks.client.dtls.DtlsConnection;
import dev.stagedoor.benchmarks.client.dtls.DtlsIdentity;
import dev.stagedoor.benchmarks.client.dtls.SrtpKeys;
import dev.stagedoor.benchmarks.client.ice.IceAgent;
import dev.stagedoor.benchmarks.client.media.MediaSession;
import dev.stagedoor.benchmarks.client.media.MediaStats;
import dev.stagedoor.benchmarks.client.net.ClientSocket;
import dev.stagedoor.benchmarks.client.sdp.IceCredentials;
import dev.stagedoor.benchmarks.client.sdp.LocalMedia;
import dev.stagedoor.benchmarks.client.sdp.SdpAnswer;
import dev.stagedoor.benchmarks.client.sdp.Setup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** ICE, then DTLS, then media over one socket. Everything here runs on the client's loop, except sending. */
final class ClientTransport {
    private static final double NS_PER_MS = 1e6;

    private final ClientLoop loop;
    private final ClientSocket socket;
    private final Local local;
    private final ClientSettings settings;
    private final SecureRandom random;
    private final IceAgent ice;
    private final CompletableFuture<Connected> connected = new CompletableFuture<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    private @Nullable SdpAnswer answer;
    private @Nullable InetSocketAddress remote;
    private @Nullable DtlsConnection dtls;
    private @Nullable MediaSession media;
    private long iceTimerNs = Long.MAX_VALUE;
    private long answeredNs;
    private long nominatedNs;
    private boolean closed;

    ClientTransport(ClientLoop loop, ClientSocket socket, Local local, ClientSettings settings, SecureRandom random) {
        this.loop = loop;
        this.socket = socket;
        this.local = local;
        this.settings = settings;
        this.random = random;
        this.ice = new IceAgent(local.credentials(), random, new IceEvents());
    }

    /** Our side of the negotiation. */
    record Local(DtlsIdentity identity, IceCredentials credentials, List<LocalMedia> media) {}

    CompletableFuture<Connected> connected() {
        return connected.copy();
    }

    CompletableFuture<String> ended() {
        return ended;
    }

    MediaStats stats() {
        return media == null ? MediaStats.NONE : media.stats();
    }

    /** In what groups media came, by their number of packets. Any thread. */
    long[] groups() {
        return socket.groups().messages();
    }

    void onMedia(Consumer<MediaSession> action) {
        if (media != null && !closed) {
            action.accept(media);
        }
    }

    void onAnswer(SdpAnswer parsed) {
        if (closed || answer != null) {
            return;
        }
        answer = parsed;
        answeredNs = loop.nowNs();
        try {
            socket.listen(this::onDatagram);
        } catch (IOException e) {
            onClose("socket: " + e.getMessage(), false);
            return;
        }
        ice.start(parsed.ice(), parsed.candidates(), answeredNs);
        scheduleIce();
    }

    /** @param polite whether to say goodbye by DTLS */
    void onClose(String reason, boolean polite) {
        if (closed) {
            return;
        }
        closed = true;
        if (dtls != null && polite) {
            dtls.close();
        }
        socket.close();
        connected.completeExceptionally(new ClientFailure(reason));
        ended.complete(reason);
    }

    /** First byte of a datagram: 0–3 STUN, 20–63 DTLS, 128–191 RTP and RTCP (RFC 7983 section 7). */
    private void onDatagram(byte[] datagram, int length, InetSocketAddress from, long nowNs) {
        var first = length == 0 || closed ? -1 : datagram[0] & 0xFF;
        if (first >= 128 && first <= 191) {
            if (media != null) {
                media.onDatagram(datagram, length, nowNs);
            }
        } else if (first >= 20 && first <= 63) {
            if (dtls != null) {
                dtls.onDatagram(Arrays.copyOf(datagram, length));
            }
        } else if (first >= 0 && first <= 3) {
            ice.onStun(Arrays.copyOf(datagram, length), from, nowNs);
            scheduleIce();
        }
    }

    private void onIceTimer() {
        if (closed) {
            return;
        }
        ice.onDeadline(loop.nowNs());
        iceTimerNs = Long.MAX_VALUE;
        scheduleIce();
    }

    /** An answer may bring the next deadline forward; then the later timer finds nothing due. */
    private void scheduleIce() {
        if (!closed && ice.deadlineNs() < iceTimerNs) {
            iceTimerNs = ice.deadlineNs();
            loop.schedule(iceTimerNs, this::onIceTimer);
        }
    }

    private void onMediaTimer() {
        if (!closed && media != null) {
            media.onDeadline(loop.nowNs());
            loop.schedule(media.deadlineNs(), this::onMediaTimer);
        }
    }

    private void onNominated(InetSocketAddress address) {
        var negotiated = answer;
        if (negotiated == null || remote != null) {
            return;
        }
        remote = address;
        nominatedNs = loop.nowNs();
        socket.connect(address);
        var handshake = new DtlsConnection(
                local.identity(),
                negotiated.fingerprint(),
                negotiated.setup() != Setup.ACTIVE,
                datagram -> socket.send(datagram, datagram.length, address),
                settings.dtls(),
                new DtlsEvents());
        dtls = handshake;
        handshake.start();
    }

    private void onKeys(SrtpKeys keys) {
        var negotiated = answer;
        var address = remote;
        if (closed || media != null || negotiated == null || address == null) {
            return;
        }
        var nowNs = loop.nowNs();
        media = new MediaSession(
                keys,
                new MediaSession.Negotiated(local.media(), negotiated.media()),
                settings.media(),
                (datagram, length) -> socket.send(datagram, length, address),
                random,
                Instant.now(),
                nowNs);
        connected.complete(new Connected(
                keys.profile(), address, (nominatedNs - answeredNs) / NS_PER_MS, (nowNs - nominatedNs) / NS_PER_MS));
        onMediaTimer();
    }

    private final class IceEvents implements IceAgent.Listener {
        @Override
        public void onSend(byte[] datagram, InetSocketAddress to) {
            socket.send(datagram, datagram.length, to);
        }

        @Override
        public void onNominated(InetSocketAddress address) {
            ClientTransport.this.onNominated(address);
        }

        @Override
        public void onConsentLost() {
            onClose("ICE: nobody answers at " + (answer == null ? "no address" : answer.candidates()), false);
        }
    }

    /** Comes on the connection's own thread, so each goes to the loop first. */
    private final class DtlsEvents implements DtlsConnection.Listener {
        @Override
        public void onKeys(SrtpKeys keys) {
            loop.execute(() -> ClientTransport.this.onKeys(keys));
        }

        @Override
        public void onFailed(String reason) {
            loop.execute(() -> onClose(reason, false));
        }

        @Override
        public void onClosed() {
            loop.execute(() -> onClose("closed by the other side", true));
        }
    }
}
