package dev.stagedoor.media.codec;

/** Audio or video, as in the media description line of RFC 8866. */
public enum MediaKind {
    /** Sound. */
    AUDIO,
    /** Pictures. */
    VIDEO
}
