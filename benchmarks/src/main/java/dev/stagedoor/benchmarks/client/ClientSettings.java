package dev.stagedoor.benchmarks.client;

import dev.stagedoor.benchmarks.client.dtls.DtlsSettings;
import dev.stagedoor.benchmarks.client.media.MediaSettings;
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
public record ClientSettings(Map<MediaKind, Direction> sections, MediaSettings media, DtlsSettings dtls) {
    public ClientSettings {
        sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
    }

    /** A party of a video call: audio and video both ways. */
    public static ClientSettings videoCall() {
        return of(Direction.SENDRECV, Direction.SENDRECV);
    }

    /** Audio and video in these directions. */
    public static ClientSettings of(Direction audio, Direction video) {
        var sections = new LinkedHashMap<MediaKind, Direction>();
        sections.put(MediaKind.AUDIO, audio);
        sections.put(MediaKind.VIDEO, video);
        return new ClientSettings(sections, MediaSettings.DEFAULT, DtlsSettings.DEFAULT);
    }

    /** The same with other media. */
    public ClientSettings withMedia(MediaSettings other) {
        return new ClientSettings(sections, other, dtls);
    }

    /** The same with another handshake. */
    public ClientSettings withDtls(DtlsSettings other) {
        return new ClientSettings(sections, media, other);
    }
}
