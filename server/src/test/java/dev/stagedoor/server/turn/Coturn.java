package dev.stagedoor.server.turn;

import dev.stagedoor.server.Certificate;
import dev.stagedoor.server.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The system's coturn, started by {@code coturn/start} as an operator would. */
final class Coturn implements AutoCloseable {
    static final String SECRET = "a-secret-for-this-test-only";
    private static final Duration START_LIMIT = Duration.ofSeconds(10);

    private final Process process;
    private final List<InetAddress> addresses;
    private final int port;
    private final int tlsPort;

    private Coturn(Process process, List<InetAddress> addresses, int port, int tlsPort) {
        this.process = process;
        this.addresses = addresses;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    static boolean isInstalled() {
        return Programs.has("turnserver");
    }

    /** This machine's addresses that are not loopback, one of each family; a relay leads to no loopback. */
    static List<InetAddress> addresses() throws IOException {
        List<InetAddress> all = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        return Arrays.<Predicate<InetAddress>>asList(a -> a.getAddress().length == 4, a -> a.getAddress().length == 16)
                .stream()
                .map(family -> all.stream().filter(family).findFirst())
                .flatMap(Optional::stream)
                .toList();
    }

    /** Returns when it listens everywhere: its threads open TCP, TLS and each address's UDP in an order of their own. */
    static Coturn start(Path folder, Certificate certificate, List<InetAddress> addresses) throws IOException {
        int port = freePort();
        int tlsPort = freePort();
        String list = addresses.stream().map(Coturn::text).collect(Collectors.joining(","));
        ProcessBuilder start = new ProcessBuilder(root().resolve("coturn/start").toString());
        start.environment().put("TURN_SECRET", SECRET);
        start.environment().put("TURN_CERTIFICATE", certificate.certificate().toString());
        start.environment().put("TURN_KEY", certificate.key().toString());
        start.environment().put("TURN_LISTEN", list);
        start.environment().put("TURN_MEDIA_NODES", text(addresses.getFirst()));
        start.environment().put("TURN_REALM", "relay.example");
        start.environment().put("TURN_PORT", Integer.toString(port));
        start.environment().put("TURN_TLS_PORT", Integer.toString(tlsPort));
        start.environment().put("TURN_USER_QUOTA", "3");
        start.environment().put("TURN_RUN_DIRECTORY", folder.resolve("run").toString());
        Process process = start.redirectErrorStream(true).start();
        Queue<String> said = new ConcurrentLinkedQueue<>();
        Thread.ofVirtual().start(() -> keep(process.inputReader(StandardCharsets.UTF_8), said));
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!addresses.stream().allMatch(address -> listens(address, port, tlsPort))) {
            if (!process.isAlive() || Instant.now().isAfter(limit)) {
                process.destroy();
                throw new IOException("coturn does not listen; it said:\n" + String.join("\n", said));
            }
        }
        return new Coturn(process, addresses, port, tlsPort);
    }

    private static boolean listens(InetAddress address, int port, int tlsPort) {
        try {
            StunQuestion.ask(text(address), port);
            connect(address, port);
            connect(address, tlsPort);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void connect(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int) START_LIMIT.toMillis());
        }
    }

    TurnUrl url(TurnUrl.Transport transport) {
        int where = transport == TurnUrl.Transport.TLS ? tlsPort : port;
        return new TurnUrl(text(addresses.getFirst()), where, transport);
    }

    /** A relayed IPv6 address is asked for over IPv6. */
    TurnUrl urlByFamily(TurnClient.Family family) {
        return new TurnUrl(text(addresses.get(family == TurnClient.Family.IPV4 ? 0 : 1)), port, TurnUrl.Transport.UDP);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path root() {
        return Path.of("").toAbsolutePath().resolve("..").normalize();
    }

    private static String text(InetAddress address) {
        return address.getHostAddress().replaceAll("%.*", "");
    }

    /** A full pipe would stop it. */
    private static void keep(BufferedReader output, Queue<String> said) {
        output.lines().forEach(said::add);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
