package dev.stagedoor.benchmarks.client;

import dev.stagedoor.benchmarks.client.dtls.DtlsSettings;
import dev.stagedoor.benchmarks.client.media.MediaSettings;
import dev.stagedoor.benchmarks.client.net.SocketSettings;
import dev.stagedoor.benchmarks.client.sdp.Direction;
import dev.stagedoor.benchmarks.client.sdp.MediaKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a client offers and how it behaves.
 *
 * @param sections one media section per kind, in this order
 */
public record ClientSettings(
        Map<MediaKind, Direction> sections, MediaSettings media, DtlsSettings dtls, SocketSettings socket) {
    public ClientSettings {
        sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
    }

    /** A party of a video call: audio and video both ways. */
    public static ClientSettings videoCall() {
        return of(Direction.SENDRECV, Direction.SENDRECV);
    }

    /** Video alone in this direction, as a broadcast of a load test. */
    public static ClientSettings video(Direction direction) {
        return new ClientSettings(
                Map.of(MediaKind.VIDEO, direction),
                MediaSettings.DEFAULT,
                DtlsSettings.DEFAULT,
                SocketSettings.DEFAULT);
    }

    /** Audio and video in these directions. */
    public static ClientSettings of(Direction audio, Direction video) {
        var sections = new LinkedHashMap<MediaKind, Direction>();
        sections.put(MediaKind.AUDIO, audio);
        sections.put(MediaKind.VIDEO, video);
        return new ClientSettings(sections, MediaSettings.DEFAULT, DtlsSettings.DEFAULT, SocketSettings.DEFAULT);
    }

    /** The same with other media. */
    public ClientSettings withMedia(MediaSettings other) {
        return new ClientSettings(sections, other, dtls, socket);
    }

    /** The same with another handshake. */
    public ClientSettings withDtls(DtlsSettings other) {
        return new ClientSettings(sections, media, other, socket);
    }

    /** The same with another socket. */
    public ClientSettings withSocket(SocketSettings other) {
        return new ClientSettings(sections, media, dtls, other);
    }
}
