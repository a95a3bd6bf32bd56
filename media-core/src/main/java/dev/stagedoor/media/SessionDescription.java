package dev.stagedoor.media;

import java.util.List;

/**
 * What an SDP body says (RFC 8829), without the text. Sections keep the order of their lines; one BUNDLE of them all.
 *
 * @param candidates in an answer, every address the server can be reached at; ignored in an offer, since the server is
 *     ICE-lite and learns addresses from checks
 */
public record SessionDescription(
        IceParameters ice, DtlsParameters dtls, List<MediaSection> sections, List<IceCandidate> candidates) {
    public SessionDescription {
        sections = List.copyOf(sections);
        candidates = List.copyOf(candidates);
    }
}
