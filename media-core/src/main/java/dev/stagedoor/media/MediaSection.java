package dev.stagedoor.media;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.room.BitrateCap;
import java.util.List;

/**
 * One media section.
 *
 * @param mid 1–16 characters (RFC 9143 §15)
 * @param direction as the sender of the description sees it
 * @param rejected port zero: the section stays in its place but carries nothing
 * @param rids simulcast RIDs the sender of this description will send, empty if none
 * @param streamId the MediaStream id of {@code a=msid} (RFC 8830), empty if none
 * @param cap the most that the sender of the description wants to be sent
 */
public record MediaSection(
        String mid,
        MediaKind kind,
        Direction direction,
        boolean rejected,
        List<CodecDescription> codecs,
        List<HeaderExtension> headerExtensions,
        List<Source> sources,
        List<String> rids,
        String streamId,
        String trackId,
        BitrateCap cap) {
    public MediaSection {
        codecs = List.copyOf(codecs);
        headerExtensions = List.copyOf(headerExtensions);
        sources = List.copyOf(sources);
        rids = List.copyOf(rids);
    }
}
