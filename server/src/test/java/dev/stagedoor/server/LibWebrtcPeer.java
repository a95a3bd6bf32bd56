package dev.stagedoor.server;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioOptions;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client made of libwebrtc as a native library, without a browser: publishes by WHIP, plays by WHEP, or is one side of a call.
 */
final class LibWebrtcPeer implements AutoCloseable {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final int FRAME_MS = 40;

    private final PeerConnectionFactory factory = new PeerConnectionFactory(new HeadlessAudioDeviceModule());
    private final RTCPeerConnection connection = factory.createPeerConnection(new RTCConfiguration(), new Ignoring());
    private final ScheduledExecutorService camera = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("camera").factory());
    private final Server server;
    private volatile CountDownLatch pictures;
    private volatile CountDownLatch sounds;

    /** Who answers an offer. */
    interface Server {
        /** Fails with what it says if it refuses. */
        String answer(String offer) throws IOException, InterruptedException;

        /** Ends what was begun by that; the status of the answer. */
        default int end() throws IOException, InterruptedException {
            throw new UnsupportedOperationException("a call is ended by its socket");
        }
    }

    private LibWebrtcPeer(Server server, int count) {
        this.server = server;
        pictures = new CountDownLatch(count);
        sounds = new CountDownLatch(count);
    }

    /**
     * Publishes a grey picture that changes, and silence.
     *
     * @param token of the performer, null where nobody is asked
     */
    static LibWebrtcPeer publish(URI whip, @Nullable String token) throws IOException, InterruptedException {
        LibWebrtcPeer peer = new LibWebrtcPeer(new WhipSession(whip, token), 0);
        CustomVideoSource picture = new CustomVideoSource();
        peer.add(peer.factory.createVideoTrack("camera", picture), RTCRtpTransceiverDirection.SEND_ONLY);
        peer.add(peer.microphone(), RTCRtpTransceiverDirection.SEND_ONLY);
        peer.negotiate();
        peer.film(picture);
        return peer;
    }

    /** Plays, and counts decoded pictures and sounds up to this many of each. Fails with the answer if it is not let in. */
    static LibWebrtcPeer watch(URI whep, @Nullable String token, int count) throws IOException, InterruptedException {
        LibWebrtcPeer peer = new LibWebrtcPeer(new WhipSession(whep, token), count);
        VideoTrack picture = peer.factory.createVideoTrack("picture", new CustomVideoSource());
        AudioTrack sound = peer.microphone();
        peer.receive(picture).addSink(frame -> peer.pictures.countDown());
        peer.receive(sound).addSink((data, bits, rate, channels, frames) -> peer.sounds.countDown());
        peer.negotiate();
        return peer;
    }

    /** Sends what a publisher sends, and counts decoded pictures and sounds of the other side up to this many of each. */
    static LibWebrtcPeer talk(Server call, int count) throws IOException, InterruptedException {
        LibWebrtcPeer peer = new LibWebrtcPeer(call, count);
        CustomVideoSource picture = new CustomVideoSource();
        peer.add(peer.factory.createVideoTrack("camera", picture), RTCRtpTransceiverDirection.SEND_RECV);
        ((VideoTrack) peer.received()).addSink(frame -> peer.pictures.countDown());
        peer.add(peer.microphone(), RTCRtpTransceiverDirection.SEND_RECV);
        ((AudioTrack) peer.received()).addSink((data, bits, rate, channels, frames) -> peer.sounds.countDown());
        peer.negotiate();
        peer.film(picture);
        return peer;
    }

    /** Whether as many pictures and sounds as were asked for have been decoded within the limit. */
    boolean hasPlayed(int limitSeconds) throws InterruptedException {
        return pictures.await(limitSeconds, TimeUnit.SECONDS) && sounds.await(limitSeconds, TimeUnit.SECONDS);
    }

    /** Counts anew what is played from now on. */
    void expect(int count) {
        pictures = new CountDownLatch(count);
        sounds = new CountDownLatch(count);
    }

    /** Ends the session; the status of the answer. */
    int end() throws IOException, InterruptedException {
        return server.end();
    }

    @Override
    public void close() {
        camera.shutdownNow();
        connection.close();
    }

    /** The device module that needs no device records silence, which is sound to whoever plays it. */
    private AudioTrack microphone() {
        return factory.createAudioTrack("microphone", factory.createAudioSource(new AudioOptions()));
    }

    private void add(MediaStreamTrack track, RTCRtpTransceiverDirection direction) {
        RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
        init.direction = direction;
        init.streamIds = List.of("live");
        connection.addTransceiver(track, init);
    }

    @SuppressWarnings("unchecked")
    private <T extends MediaStreamTrack> T receive(T kind) {
        add(kind, RTCRtpTransceiverDirection.RECV_ONLY);
        return (T) received();
    }

    /** Of the transceiver that was added last. */
    private MediaStreamTrack received() {
        return connection
                .getTransceivers()[connection.getTransceivers().length - 1]
                .getReceiver()
                .getTrack();
    }

    private void negotiate() throws IOException, InterruptedException {
        CompletableFuture<RTCSessionDescription> offered = new CompletableFuture<>();
        connection.createOffer(new RTCOfferOptions(), new Created(offered));
        RTCSessionDescription offer = offered.join();
        Applied local = new Applied();
        connection.setLocalDescription(offer, local);
        local.done.join();
        String answer;
        try {
            answer = server.answer(offer.sdp);
        } catch (IOException refused) {
            close();
            throw refused;
        }
        Applied remote = new Applied();
        connection.setRemoteDescription(new RTCSessionDescription(RTCSdpType.ANSWER, answer), remote);
        remote.done.join();
    }

    private void film(CustomVideoSource source) {
        var _ = camera.scheduleAtFixedRate(
                () -> {
                    NativeI420Buffer buffer = NativeI420Buffer.allocate(WIDTH, HEIGHT);
                    byte shade = (byte) (System.nanoTime() >> 24);
                    for (int i = 0; i < buffer.getDataY().capacity(); i++) {
                        buffer.getDataY().put(i, shade);
                    }
                    VideoFrame frame = new VideoFrame(buffer, System.nanoTime());
                    source.pushFrame(frame);
                    frame.release();
                },
                0,
                FRAME_MS,
                TimeUnit.MILLISECONDS);
    }

    private static final class Ignoring implements PeerConnectionObserver {
        @Override
        public void onIceCandidate(RTCIceCandidate candidate) {
            // The server is lite: it waits to be asked, from wherever that may be.
        }
    }

    private record Created(CompletableFuture<RTCSessionDescription> description)
            implements CreateSessionDescriptionObserver {
        @Override
        public void onSuccess(RTCSessionDescription value) {
            description.complete(value);
        }

        @Override
        public void onFailure(String error) {
            description.completeExceptionally(new IllegalStateException(error));
        }
    }

    private record Applied(CompletableFuture<Boolean> done) implements SetSessionDescriptionObserver {
        Applied() {
            this(new CompletableFuture<>());
        }

        @Override
        public void onSuccess() {
            done.complete(true);
        }

        @Override
        public void onFailure(String error) {
            done.completeExceptionally(new IllegalStateException(error));
        }
    }
}
