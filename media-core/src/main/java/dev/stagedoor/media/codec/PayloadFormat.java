package dev.stagedoor.media.codec;

/**
 * A codec and the part of its parameters that decides whether one end can decode what another sends. Two ends may be
 * connected when their formats are equal.
 *
 * @param profile empty, for H.264 the profile that {@link H264Profile} finds, for VP9 and AV1 its number
 */
public record PayloadFormat(Codec codec, String profile) {}
