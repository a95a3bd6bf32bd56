package dev.stagedoor.benchmarks.client;

import dev.stagedoor.benchmarks.client.dtls.DtlsIdentity;
import dev.stagedoor.benchmarks.client.ice.IceAgent;
import dev.stagedoor.benchmarks.client.media.Ciphers;
import dev.stagedoor.benchmarks.client.media.MediaSession;
import dev.stagedoor.benchmarks.client.media.MediaStats;
import dev.stagedoor.benchmarks.client.sdp.Fingerprint;
import dev.stagedoor.benchmarks.client.sdp.IceCredentials;
import dev.stagedoor.benchmarks.client.sdp.LocalMedia;
import dev.stagedoor.benchmarks.client.sdp.MediaKind;
import dev.stagedoor.benchmarks.client.sdp.SdpAnswer;
import dev.stagedoor.benchmarks.client.sdp.SdpOffer;
import dev.stagedoor.benchmarks.client.sdp.SdpReply;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One client: {@link #offer} goes to the server, its answer to {@link #accept}, and media flows until {@link #close}. The
 * methods may be called on any thread; the state lives on the loop, in the client's {@link ClientTransport}.
 */
public final class WebRtcClient implements AutoCloseable {
    private final ClientLoop loop;
    private final ClientTransport transport;
    private final IceCredentials credentials;
    private final Fingerprint fingerprint;
    private final String offer;

    private WebRtcClient(ClientLoop loop, ClientTransport transport, ClientTransport.Local local) {
        this.loop = loop;
        this.transport = transport;
        this.credentials = local.credentials();
        this.fingerprint = local.identity().fingerprint();
        this.offer = SdpOffer.write(credentials, fingerprint, local.media());
    }

    /**
     * Makes a client with a socket of its own. The first one of a process blocks while the libraries are loaded.
     *
     * @param identity may be shared by many clients
     * @throws IOException if there is no socket to be had
     */
    public static WebRtcClient open(
            ClientLoop loop, DtlsIdentity identity, ClientSettings settings, SecureRandom random) throws IOException {
        Ciphers.prepare();
        IceAgent.prepare(random);
        var local = new ClientTransport.Local(identity, IceCredentials.create(random), sections(settings, random));
        var transport = new ClientTransport(loop, loop.open(settings.socket()), local, settings, random);
        return new WebRtcClient(loop, transport, local);
    }

    /** The SDP to send to the server. */
    public String offer() {
        return offer;
    }

    /**
     * Takes the server's answer and connects. The future fails with {@link ClientFailure} if ICE or DTLS does.
     *
     * @throws IllegalArgumentException if the text lacks what a transport needs
     */
    public CompletableFuture<Connected> accept(String answer) {
        var parsed = SdpAnswer.parse(answer);
        loop.execute(() -> transport.onAnswer(parsed));
        return transport.connected();
    }

    /**
     * Takes the offer of a server that has no ear for ours, connects, and returns the answer to send. Only for a client that
     * receives; see {@link #connected} for how it goes on.
     *
     * @throws IllegalArgumentException if the text lacks what a transport needs
     */
    public String reply(String serversOffer) {
        var _ = accept(serversOffer);
        return SdpReply.write(serversOffer, credentials, fingerprint);
    }

    /** What {@link #accept} returned, for those who did not call it. */
    public CompletableFuture<Connected> connected() {
        return transport.connected();
    }

    /** Completes with the reason when the transport ends. */
    public CompletableFuture<String> ended() {
        return transport.ended().copy();
    }

    /** What was sent and received so far; also after the end. */
    public CompletableFuture<MediaStats> stats() {
        return CompletableFuture.supplyAsync(transport::stats, loop);
    }

    /**
     * Messages that brought media, by their number of packets: index 3 counts those of three. All zero unless the socket was
     * asked for it, see {@link dev.stagedoor.benchmarks.client.net.SocketSettings}.
     */
    public long[] groups() {
        return transport.groups();
    }

    /** Stops or resumes sending audio or video. */
    public void mute(MediaKind kind, boolean muted) {
        loop.execute(() -> transport.onMedia(session -> session.mute(kind, muted)));
    }

    /** Takes the delay of packets that are sent from now on only. */
    public void timeFromNow() {
        var nowNs = System.nanoTime();
        loop.execute(() -> transport.onMedia(session -> session.timeFrom(nowNs)));
    }

    /** Asks for a key frame of all video that comes in. */
    public void requestKeyFrames() {
        loop.execute(() -> transport.onMedia(MediaSession::requestKeyFrames));
    }

    /** Says goodbye by DTLS and frees the socket. */
    @Override
    public void close() {
        loop.execute(() -> transport.onClose("closed", true));
    }

    /** Vanishes as a killed process does: nothing is said to the server. */
    public void kill() {
        loop.execute(() -> transport.onClose("killed", false));
    }

    private static List<LocalMedia> sections(ClientSettings settings, SecureRandom random) {
        var sections = new ArrayList<LocalMedia>();
        settings.sections().forEach((kind, direction) -> {
            var mid = String.valueOf(sections.size());
            var video = kind == MediaKind.VIDEO;
            sections.add(
                    direction.sends()
                            ? new LocalMedia(mid, kind, direction, ssrc(random), video ? ssrc(random) : 0)
                            : new LocalMedia(mid, kind, direction, 0, 0));
        });
        return sections;
    }

    private static long ssrc(SecureRandom random) {
        return random.nextLong(1, 1L << 32);
    }
}
