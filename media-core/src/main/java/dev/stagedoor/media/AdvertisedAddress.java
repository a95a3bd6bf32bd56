package dev.stagedoor.media;

import java.net.InetAddress;

/**
 * Where clients reach the media port from outside, when that is not what the machine sees of itself.
 *
 * @param literal an IPv4 or IPv6 literal
 * @param port the mapped port, or {@link #SAME_PORT} where the mapping keeps it
 */
public record AdvertisedAddress(String literal, int port) {
    /** The port outside is the port inside. */
    public static final int SAME_PORT = 0;

    /** Refuses what is no literal address: a candidate with a name would have to be resolved by every client. */
    public AdvertisedAddress {
        literal = InetAddress.ofLiteral(literal).getHostAddress();
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, got " + port);
        }
    }

    /**
     * Reads {@code 203.0.113.7}, {@code 203.0.113.7:4000}, {@code 2001:db8::7} or {@code [2001:db8::7]:4000}.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static AdvertisedAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean withPort = text.contains("]:") || (colon > 0 && colon == text.indexOf(':'));
        String address = withPort ? text.substring(0, colon) : text;
        boolean bracketed = address.startsWith("[") && address.endsWith("]");
        try {
            return new AdvertisedAddress(
                    bracketed ? address.substring(1, address.length() - 1) : address,
                    withPort ? Integer.parseInt(text.substring(colon + 1)) : SAME_PORT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected an IP address, or one with a port, got '" + text + "'", e);
        }
    }

    int portOr(int localPort) {
        return port == SAME_PORT ? localPort : port;
    }
}
