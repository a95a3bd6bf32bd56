package dev.stagedoor.media.ice;

/**
 * How long silence is tolerated.
 *
 * @param unreachableNs silence after which the peer counts as unreachable; browsers check their path every 2.5 s, and
 *     RTCP comes about every second
 * @param consentNs silence after which the session has ended (RFC 7675 §5.1 says 30 s)
 */
public record IceTimeouts(long unreachableNs, long consentNs) {
    /** 4 s and 30 s. */
    public static final IceTimeouts DEFAULT = new IceTimeouts(4_000_000_000L, 30_000_000_000L);

    public IceTimeouts {
        if (unreachableNs <= 0 || consentNs < unreachableNs) {
            throw new IllegalArgumentException(
                    "expected 0 < unreachableNs <= consentNs, got " + unreachableNs + " and " + consentNs);
        }
    }
}
