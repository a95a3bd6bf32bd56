package dev.stagedoor.media.ice;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * An IP address and UDP port (RFC 8445 §4), held as numbers so that a table can be asked without making an object. IPv4
 * addresses are mapped into IPv6 (RFC 4291 §2.5.5.2), as a dual-stack socket gives them.
 *
 * @param high the first eight bytes of the address
 * @param low the last eight bytes of the address
 * @param port 0 to 65,535
 */
public record TransportAddress(long high, long low, int port) {
    private static final long MAPPED_PREFIX = 0xFFFFL << 32;

    /** The same address as numbers; it must be resolved. */
    public static TransportAddress of(InetSocketAddress address) {
        return of(address.getAddress(), address.getPort());
    }

    /** An address and a port. */
    public static TransportAddress of(InetAddress address, int port) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        if (address instanceof Inet4Address) {
            return new TransportAddress(0, mapped(bytes.getInt()), port);
        }
        return new TransportAddress(bytes.getLong(), bytes.getLong(), port);
    }

    /** The last eight bytes of the mapped form of an IPv4 address. */
    public static long mapped(int ipv4) {
        return MAPPED_PREFIX | (ipv4 & 0xFFFF_FFFFL);
    }

    /** Whether this is an IPv4 address in its mapped form. */
    public boolean isIpv4() {
        return high == 0 && low >>> 32 == 0xFFFF;
    }

    /**
     * Whether packets to both most likely go the same way: the same IPv4 address, whose ports a router may change at will, or one
     * /64 of IPv6, within which hosts change theirs (RFC 8981).
     */
    public boolean isInNetworkOf(TransportAddress other) {
        return high == other.high && (high != 0 || low == other.low);
    }

    /** The address without its port. */
    public InetAddress inetAddress() {
        ByteBuffer bytes = isIpv4()
                ? ByteBuffer.allocate(4).putInt((int) low)
                : ByteBuffer.allocate(16).putLong(high).putLong(low);
        try {
            return InetAddress.getByAddress(bytes.array());
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are lengths of addresses", e);
        }
    }

    /** The form that Java's sockets take. */
    public InetSocketAddress toInetSocketAddress() {
        return new InetSocketAddress(inetAddress(), port);
    }

    @Override
    public String toString() {
        String host = inetAddress().getHostAddress();
        return isIpv4() ? host + ":" + port : "[" + host + "]:" + port;
    }
}
