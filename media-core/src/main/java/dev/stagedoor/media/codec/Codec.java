package dev.stagedoor.media.codec;

/** The codecs that we forward, in the order in which our answers prefer them. */
public enum Codec {
    /** RFC 7587. */
    OPUS("opus", MediaKind.AUDIO, 48_000, 2),
    /** RFC 7741. */
    VP8("VP8", MediaKind.VIDEO, 90_000, 1),
    /** RFC 6184. */
    H264("H264", MediaKind.VIDEO, 90_000, 1),
    /** RFC 9628. */
    VP9("VP9", MediaKind.VIDEO, 90_000, 1),
    /** AV1 RTP specification of the Alliance for Open Media. */
    AV1("AV1", MediaKind.VIDEO, 90_000, 1),
    /** Opus with copies of what was said before (RFC 2198). */
    RED("red", MediaKind.AUDIO, 48_000, 2);

    private final String encodingName;
    private final MediaKind kind;
    private final int clockRateHz;
    private final int channels;

    Codec(String encodingName, MediaKind kind, int clockRateHz, int channels) {
        this.encodingName = encodingName;
        this.kind = kind;
        this.clockRateHz = clockRateHz;
        this.channels = channels;
    }

    /** Whether frames are known by the dependency descriptor, because the payload does not tell enough. */
    public boolean isDescribed() {
        return this == AV1 || this == H264;
    }

    /** The registered encoding name; compared without regard to case. */
    public String encodingName() {
        return encodingName;
    }

    /** What it encodes. */
    public MediaKind kind() {
        return kind;
    }

    /** Ticks a second of its RTP timestamps. */
    public int clockRateHz() {
        return clockRateHz;
    }

    /** Channels in {@code a=rtpmap}. */
    public int channels() {
        return channels;
    }
}
