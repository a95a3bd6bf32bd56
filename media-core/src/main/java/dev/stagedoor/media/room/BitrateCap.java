package dev.stagedoor.media.room;

/**
 * The most that a participant wants to be sent, bits a second, by its offer (RFC 8866 §5.8, RFC 3890).
 *
 * @param section on one section
 * @param total on all of them together
 */
public record BitrateCap(long section, long total) {
    /** Nothing was said. */
    public static final BitrateCap NONE = new BitrateCap(Long.MAX_VALUE, Long.MAX_VALUE);

    public BitrateCap {
        if (section <= 0 || total <= 0) {
            throw new IllegalArgumentException("caps must be above 0, got " + section + " and " + total);
        }
    }
}
