package dev.stagedoor.media;

import java.util.List;

/**
 * A payload type and what it means.
 *
 * @param name encoding name as registered, for example {@code opus}, {@code VP8}, {@code rtx}
 * @param clockRate Hz
 * @param channels 1 unless {@code a=rtpmap} says otherwise
 * @param formatParameters the text of {@code a=fmtp}, empty if none
 * @param feedback the texts of {@code a=rtcp-fb}, for example {@code nack pli}
 */
public record CodecDescription(
        int payloadType, String name, int clockRate, int channels, String formatParameters, List<String> feedback) {
    public CodecDescription {
        feedback = List.copyOf(feedback);
    }
}
