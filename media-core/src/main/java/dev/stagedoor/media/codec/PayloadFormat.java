package dev.stagedoor.media.codec;

import java.util.List;

/**
 * A codec and the part of its parameters that decides whether one end can decode what another sends.
 *
 * @param profile empty, for H.264 the profile that {@link H264Profile} finds, for VP9 and AV1 its number
 */
public record PayloadFormat(Codec codec, String profile) {
    /** The formats of viewers that are sent this one, best first. */
    public List<PayloadFormat> decoders() {
        return codec == Codec.H264
                ? H264Profile.decodersOf(profile).stream()
                        .map(each -> new PayloadFormat(codec, each))
                        .toList()
                : List.of(this);
    }
}
