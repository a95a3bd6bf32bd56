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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client made of libwebrtc as a native library, without a browser: publishes by WHIP or plays by WHEP. */
final class LibWebrtcPeer implements AutoCloseable {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final int FRAME_MS = 40;

    private final HttpClient http = HttpClient.newHttpClient();
    private final PeerConnectionFactory factory = new PeerConnectionFactory(new HeadlessAudioDeviceModule());
    private final RTCPeerConnection connection = factory.createPeerConnection(new RTCConfiguration(), new Ignoring());
    private final ScheduledExecutorService camera = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("camera").factory());
    private final URI endpoint;
    private final @Nullable String token;
    private volatile CountDownLatch pictures;
    private volatile CountDownLatch sounds;
    private @Nullable URI session;

    private LibWebrtcPeer(URI endpoint, @Nullable String token, int count) {
        this.endpoint = endpoint;
        this.token = token;
        pictures = new CountDownLatch(count);
        sounds = new CountDownLatch(count);
    }

    /**
     * Publishes a grey picture that changes, and silence.
     *
     * @param token of the performer, null where nobody is asked
     */
    static LibWebrtcPeer publish(URI whip, @Nullable String token) throws IOException, InterruptedException {
        LibWebrtcPeer peer = new LibWebrtcPeer(whip, token, 0);
        CustomVideoSource picture = new CustomVideoSource();
        peer.add(peer.factory.createVideoTrack("camera", picture), RTCRtpTransceiverDirection.SEND_ONLY);
        peer.add(peer.microphone(), RTCRtpTransceiverDirection.SEND_ONLY);
        peer.negotiate();
        peer.film(picture);
        return peer;
    }

    /** Plays, and counts decoded pictures and sounds up to this many of each. Fails with the answer if it is not let in. */
    static LibWebrtcPeer watch(URI whep, @Nullable String token, int count) throws IOException, InterruptedException {
        LibWebrtcPeer peer = new LibWebrtcPeer(whep, token, count);
        VideoTrack picture = peer.factory.createVideoTrack("picture", new CustomVideoSource());
        AudioTrack sound = peer.microphone();
        peer.receive(picture).addSink(frame -> peer.pictures.countDown());
        peer.receive(sound).addSink((data, bits, rate, channels, frames) -> peer.sounds.countDown());
        peer.negotiate();
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
        HttpRequest request =
                HttpRequest.newBuilder(Objects.requireNonNull(session)).DELETE().build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Override
    public void close() {
        camera.shutdownNow();
        connection.close();
        http.close();
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
        return (T) connection
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
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/sdp")
                .POST(HttpRequest.BodyPublishers.ofString(offer.sdp));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            close();
            throw new IOException(response.statusCode() + " " + response.body());
        }
        session = endpoint.resolve(response.headers().firstValue("Location").orElseThrow());
        Applied remote = new Applied();
        connection.setRemoteDescription(new RTCSessionDescription(RTCSdpType.ANSWER, response.body()), remote);
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
