package dev.stagedoor.media;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The addresses that answers announce (RFC 8445 §5.1.1); found once, at start. */
final class LocalCandidates {
    private static final long HOST_TYPE_PREFERENCE = 126L << 24;
    private static final int COMPONENT_TERM = 256 - 1;
    private static final int MAX_LOCAL_PREFERENCE = 65_535;

    private LocalCandidates() {}

    /** Those of the configuration, or of the address bound, or of all interfaces. */
    static List<IceCandidate> of(MediaConfig config, int port) throws SocketException {
        List<AdvertisedAddress> addresses = config.advertisedAddresses();
        if (addresses.isEmpty()) {
            InetAddress bound = InetAddress.ofLiteral(config.bindAddress());
            List<String> own = bound.isAnyLocalAddress() ? usableAddresses(bound) : List.of(bound.getHostAddress());
            addresses = own.stream()
                    .map(address -> new AdvertisedAddress(address, AdvertisedAddress.SAME_PORT))
                    .toList();
        }
        List<IceCandidate> candidates = new ArrayList<>();
        for (AdvertisedAddress address : addresses) {
            int preference = MAX_LOCAL_PREFERENCE - candidates.size();
            long priority = HOST_TYPE_PREFERENCE | (long) preference << 8 | COMPONENT_TERM;
            String foundation = Integer.toString(candidates.size() + 1);
            candidates.add(new IceCandidate(foundation, priority, address.literal(), address.portOr(port), "host"));
        }
        return List.copyOf(candidates);
    }

    /** IPv4 first; loopback only on a machine that has nothing else. An IPv4 wildcard cannot be reached over IPv6. */
    private static List<String> usableAddresses(InetAddress bound) throws SocketException {
        List<InetAddress> found = new ArrayList<>();
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            if (each.isUp()) {
                each.inetAddresses()
                        .filter(address -> !address.isLinkLocalAddress() && !address.isMulticastAddress())
                        .filter(address -> address instanceof Inet4Address || !(bound instanceof Inet4Address))
                        .forEach(found::add);
            }
        }
        boolean onlyLoopback = found.stream().allMatch(InetAddress::isLoopbackAddress);
        return found.stream()
                .filter(address -> onlyLoopback || !address.isLoopbackAddress())
                .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                .map(LocalCandidates::literal)
                .toList();
    }

    /** Without the zone that Java appends to scoped IPv6 addresses. */
    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
