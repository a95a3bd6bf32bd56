package dev.stagedoor.media.ice;

/**
 * Which of this host's addresses a datagram came to, and from which its answer must leave: a peer that checks one of several
 * advertised candidates takes an answer from another for somebody else's (RFC 8445 §7.2.5.2.1). As numbers, like a {@link
 * TransportAddress}; the port is the server's.
 *
 * @param high the first eight bytes of the address
 * @param low the last eight bytes of the address
 */
public record LocalAddress(long high, long low) {
    /** The socket has one address only, or nothing is known: the system chooses. */
    public static final LocalAddress ANY = new LocalAddress(0, 0);

    /** Whether the system chooses. */
    public boolean isAny() {
        return (high | low) == 0;
    }
}
