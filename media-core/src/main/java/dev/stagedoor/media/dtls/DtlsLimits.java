package dev.stagedoor.media.dtls;

/**
 * Bounds on handshakes, which are the dearest thing a peer can ask for.
 *
 * @param handshakes how many may be under way in the process
 * @param handshakesPerAddress how many of them with one IP address; many viewers may share one behind a NAT
 * @param handshakeMs how long one may take
 * @param firstResendMs how long a flight waits for its answer before it is repeated
 * @param longestResendMs the same after several repetitions; the wait doubles up to this (RFC 6347 §4.2.4.1 would let it
 *     grow to a minute, of which a handshake of some seconds has no use)
 * @param datagramBytes the largest datagram sent; handshake messages are split to fit
 */
public record DtlsLimits(
        int handshakes,
        int handshakesPerAddress,
        int handshakeMs,
        int firstResendMs,
        int longestResendMs,
        int datagramBytes) {
    /** 256 in all, 128 an address, 10 s, repeating after 200 to 800 ms, and datagrams that pass every path. */
    public static final DtlsLimits DEFAULT = new DtlsLimits(256, 128, 10_000, 200, 800, 1_200);

    public DtlsLimits {
        if (handshakes < 1 || handshakesPerAddress < 1 || handshakeMs < 1 || datagramBytes < 100) {
            throw new IllegalArgumentException("expected positive limits and at least 100 bytes a datagram, got "
                    + handshakes + ", " + handshakesPerAddress + ", " + handshakeMs + ", " + datagramBytes);
        }
        if (firstResendMs < 1 || longestResendMs < firstResendMs) {
            throw new IllegalArgumentException("expected waits of at least 1 ms that do not shrink, got "
                    + firstResendMs + ", " + longestResendMs);
        }
    }
}
