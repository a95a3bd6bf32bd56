package dev.stagedoor.benchmarks.client.net;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How a client's socket is made.
 *
 * @param local address to bind, null for any
 * @param groups whether to take segmented messages whole and count their segments (UDP_GRO, udp(7)), where the poller can
 */
public record SocketSettings(@Nullable InetAddress local, boolean groups) {
    /** Any address, no counting. */
    public static final SocketSettings DEFAULT = new SocketSettings(null, false);
}
