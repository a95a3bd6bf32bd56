package dev.stagedoor.benchmarks.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.load.messages.Plan;
import dev.stagedoor.benchmarks.load.process.Cpus;
import dev.stagedoor.benchmarks.load.process.Launcher;
import dev.stagedoor.benchmarks.load.process.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Server and clients in two network namespaces joined by a veth pair, as on a server with a network card: a filter at the egress
 * of the server's device drops the media to all receivers but a few, behind the whole send path and with segmented messages
 * still whole, so that the server pays for sending and not for its receivers. What those few receive goes through the network
 * stack on the clients' cores (receive packet steering), where it would otherwise be done within the server's sending.
 */
final class WireStage implements Stage {
    /** Addresses for documentation (RFC 5737); the namespaces know no others. */
    private static final String SERVER = "198.51.100.1";

    private static final String WITNESSES = "198.51.100.2";
    private static final String OTHERS = "198.51.100.3";
    private static final int KEPT = 4;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NO_INPUT = "";

    private final String serverSpace;
    private final String clientSpace;
    private final String device;
    private final Launcher server;
    private final Launcher clients;
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean cut;

    private WireStage(String id, Launcher server, Launcher clients) {
        serverSpace = "bench-server-" + id;
        clientSpace = "bench-clients-" + id;
        device = "bench" + id;
        this.server = server.in(serverSpace);
        this.clients = clients.in(clientSpace);
    }

    /**
     * @param receiving cores that work through what the clients are sent
     * @throws LoadFailure if we may not make namespaces, or a tool is missing
     */
    static WireStage open(Launcher server, Launcher clients, Cpus receiving) {
        var stage = new WireStage(String.valueOf(ProcessHandle.current().pid()), server, clients);
        nft(List.of("nft", "--version"), NO_INPUT);
        try {
            ip("netns", "add", stage.serverSpace);
        } catch (LoadFailure e) {
            throw new LoadFailure("--wire makes network namespaces, which needs root: " + e.getMessage(), e);
        }
        // An interrupt ends this process without closing anything.
        Runtime.getRuntime().addShutdownHook(new Thread(stage::close));
        try {
            stage.join();
            stage.steer(receiving);
            return stage;
        } catch (LoadFailure e) {
            stage.close();
            throw e;
        }
    }

    private void join() {
        var peer = clientDevice();
        ip("netns", "add", clientSpace);
        ip("link", "add", device, "netns", serverSpace, "type", "veth", "peer", "name", peer, "netns", clientSpace);
        bringUp(serverSpace, device, List.of(SERVER));
        bringUp(clientSpace, peer, List.of(WITNESSES, OTHERS));
    }

    private void steer(Cpus receiving) {
        var setting = "/sys/class/net/%s/queues/rx-0/rps_cpus".formatted(clientDevice());
        Tool.run(List.of("ip", "netns", "exec", clientSpace, "tee", setting), receiving.mask(), "coreutils");
    }

    private String clientDevice() {
        return device + "c";
    }

    private static void bringUp(String space, String device, List<String> addresses) {
        addresses.forEach(address -> ip("-n", space, "addr", "add", address + "/24", "dev", device));
        ip("-n", space, "link", "set", "lo", "up");
        ip("-n", space, "link", "set", device, "up");
    }

    @Override
    public String mode() {
        return "wire";
    }

    @Override
    public Launcher server() {
        return server;
    }

    @Override
    public Launcher clients() {
        return clients;
    }

    @Override
    public String serverAddress() {
        return SERVER;
    }

    @Override
    public boolean isOwnNetwork() {
        return true;
    }

    @Override
    public Plan.Addresses clientAddresses() {
        return new Plan.Addresses(WITNESSES, OTHERS);
    }

    @Override
    public int witnesses() {
        return KEPT;
    }

    @Override
    public void cut() {
        // Reports, checks and handshakes are shorter than a packet of media and pass.
        nft(inServer("nft", "-f", "-"), """
            table netdev bench {
              counter dropped { }
              chain egress {
                type filter hook egress device "%s" priority 0; policy accept;
                ip daddr %s meta length > 1000 counter name dropped drop
              }
            }
            """.formatted(device, OTHERS));
        cut = true;
    }

    @Override
    public boolean isCutting() {
        return cut;
    }

    @Override
    public Dropped dropped() {
        if (!cut) {
            return Dropped.NOTHING;
        }
        try {
            var listed = JSON.readTree(nft(inServer("nft", "-j", "list", "counters"), NO_INPUT));
            var counter = listed.findPath("counter");
            return new Dropped(
                    counter.path("packets").asLong(), counter.path("bytes").asLong());
        } catch (JsonProcessingException e) {
            throw new LoadFailure("nft tells its counters in an unknown way: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            delete(serverSpace);
            delete(clientSpace);
        }
    }

    /** Its device goes with it, and with the device the other end. */
    private static void delete(String space) {
        try {
            ip("netns", "del", space);
        } catch (LoadFailure _) {
            // It was never made.
        }
    }

    private List<String> inServer(String... command) {
        return Stream.concat(Stream.of("ip", "netns", "exec", serverSpace), Stream.of(command))
                .toList();
    }

    private static String nft(List<String> command, String input) {
        return Tool.run(command, input, "nftables");
    }

    private static void ip(String... arguments) {
        var command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Tool.run(command, NO_INPUT, "iproute2");
    }
}
