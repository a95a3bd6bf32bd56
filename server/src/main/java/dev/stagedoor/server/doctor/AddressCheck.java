package dev.stagedoor.server.doctor;

import dev.stagedoor.server.address.OutsideAddresses;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the addresses that browsers are told can be reached by them. */
final class AddressCheck implements Check {
    private static final String NAME = "advertised-address";
    private static final String REMEDY =
            "set media.advertise to the public address (the one people's browsers reach the media port by), or to who knows it:"
                    + " cloud, or stun:HOST";

    private final List<String> advertised;
    private final OutsideAddresses outside;
    private final boolean production;

    /** @param advertised as set, empty for all of this machine's */
    AddressCheck(List<String> advertised, OutsideAddresses outside, boolean production) {
        this.advertised = advertised;
        this.outside = outside;
        this.production = production;
    }

    @Override
    public List<Finding> run() {
        try {
            OutsideAddresses.Found found = outside.find(advertised);
            List<Finding> findings = new ArrayList<>();
            found.problems()
                    .forEach(problem -> findings.add(Finding.warning(
                            NAME,
                            "media.advertise: " + problem,
                            "correct that entry, or name the public address in its place")));
            List<InetAddress> told = found.addresses().stream()
                    .map(address -> InetAddress.ofLiteral(address.literal()))
                    .toList();
            findings.add(told.isEmpty() ? judge(own(), "this machine's own: ") : judge(told, ""));
            return findings;
        } catch (IllegalArgumentException e) {
            return List.of(Finding.failure(NAME, "media.advertise: " + e.getMessage(), REMEDY));
        } catch (SocketException e) {
            return List.of(Finding.failure(NAME, "this machine does not tell its addresses: " + e, REMEDY));
        }
    }

    private Finding judge(List<InetAddress> addresses, String prefix) {
        String list = prefix
                + addresses.stream()
                        .map(address -> address.getHostAddress().replaceAll("%.*", ""))
                        .collect(Collectors.joining(", "));
        if (addresses.stream().anyMatch(AddressCheck::isPublic)) {
            return Finding.ok(NAME, list);
        }
        boolean onlyLoopback = addresses.stream().allMatch(InetAddress::isLoopbackAddress);
        String found = list + (onlyLoopback ? " (this machine only)" : " (private networks only)");
        return production
                ? Finding.warning(NAME, found + ": people elsewhere cannot call without a relay", REMEDY)
                : Finding.ok(NAME, found);
    }

    private static boolean isPublic(InetAddress address) {
        boolean uniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
        return !address.isLoopbackAddress()
                && !address.isSiteLocalAddress()
                && !address.isLinkLocalAddress()
                && !address.isAnyLocalAddress()
                && !uniqueLocal;
    }

    private static List<InetAddress> own() throws SocketException {
        List<InetAddress> all = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .toList();
        List<InetAddress> outside =
                all.stream().filter(address -> !address.isLoopbackAddress()).toList();
        return outside.isEmpty() ? all : outside;
    }
}
