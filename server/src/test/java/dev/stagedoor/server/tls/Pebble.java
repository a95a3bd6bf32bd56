package dev.stagedoor.server.tls;

import dev.stagedoor.server.Certificate;
import dev.stagedoor.server.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** The system's ACME server for tests, with a DNS of its own in which every name is this machine. */
public final class Pebble implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int LIFE_SECONDS = 90 * 24 * 3600;
    private static final long START_LIMIT_NS = 10_000_000_000L;

    /** Nothing is left to chance, and nobody waits in order to be realistic. */
    private static final Map<String, String> STRAIGHT =
            Map.of("PEBBLE_VA_NOSLEEP", "1", "PEBBLE_WFE_NONCEREJECT", "0", "PEBBLE_AUTHZREUSE", "0");

    private final Certificate certificate;
    private final int port = freePort();
    private final int managementPort = freePort();
    private final int dnsManagementPort = freePort();
    private final int challengePort = freePort();
    private final List<Process> processes = new ArrayList<>();
    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    private Pebble(Certificate certificate) {
        this.certificate = certificate;
    }

    /** Whether both programs of the package are here. */
    public static boolean isInstalled() {
        return Programs.has("pebble") && Programs.has("pebble-challtestsrv");
    }

    /** Returns when it listens. */
    public static Pebble start(Path folder) throws IOException, InterruptedException {
        Pebble pebble = new Pebble(Certificate.make(folder, LOOPBACK));
        int dnsPort = freePort();
        Path config = folder.resolve("pebble.json");
        Files.writeString(config, """
                {"pebble": {"listenAddress": "127.0.0.1:%d", "managementListenAddress": "127.0.0.1:%d",
                            "certificate": "%s", "privateKey": "%s", "httpPort": %d, "tlsPort": %d,
                            "certificateValidityPeriod": %d}}
                """.formatted(
                        pebble.port,
                        pebble.managementPort,
                        pebble.certificate.certificate(),
                        pebble.certificate.key(),
                        pebble.challengePort,
                        freePort(),
                        LIFE_SECONDS));
        try {
            pebble.run(
                    pebble.dnsManagementPort,
                    "pebble-challtestsrv",
                    "-defaultIPv6=",
                    "-dns01=127.0.0.1:" + dnsPort,
                    "-http01=",
                    "-https01=",
                    "-tlsalpn01=",
                    "-management=127.0.0.1:" + pebble.dnsManagementPort);
            pebble.run(pebble.port, "pebble", "-config=" + config, "-dnsserver=127.0.0.1:" + dnsPort);
            return pebble;
        } catch (IOException e) {
            pebble.close();
            throw e;
        }
    }

    /** Where it asks for the answers to challenges. */
    public int challengePort() {
        return challengePort;
    }

    /** Its directory. */
    public URI directory() {
        return URI.create("https://127.0.0.1:" + port + "/dir");
    }

    /** PEM file that it is to be trusted by. */
    public Path trust() {
        return certificate.certificate();
    }

    /** The authority that it signs with, made anew at each start, as PEM. */
    public String root() throws IOException, InterruptedException, GeneralSecurityException {
        SSLContext context = certificate.context();
        try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            URI roots = URI.create("https://127.0.0.1:" + managementPort + "/roots/0");
            return client.send(HttpRequest.newBuilder(roots).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    /** Lets a name lead to another address than this machine's usual one. */
    public void lead(String name, String address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String record = "{\"host\": \"%s.\", \"addresses\": [\"%s\"]}".formatted(name, address);
            URI add = URI.create("http://127.0.0.1:" + dnsManagementPort + "/add-a");
            var _ = client.send(
                    HttpRequest.newBuilder(add)
                            .POST(BodyPublishers.ofString(record))
                            .build(),
                    BodyHandlers.discarding());
        }
    }

    /** A port of this machine that nobody has. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(int listensOn, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(STRAIGHT);
        Process process = builder.start();
        processes.add(process);
        Thread.ofVirtual().start(() -> keep(process.inputReader(StandardCharsets.UTF_8)));
        long beganNs = System.nanoTime();
        while (!answers(listensOn)) {
            if (!process.isAlive() || System.nanoTime() - beganNs > START_LIMIT_NS) {
                throw new IOException(command[0] + " does not listen; it said:\n" + String.join("\n", said));
            }
            Thread.onSpinWait();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** A full pipe would stop it. */
    private void keep(BufferedReader output) {
        output.lines().forEach(said::add);
    }

    @Override
    public void close() {
        for (Process each : processes) {
            each.destroy();
            try {
                if (!each.waitFor(10, TimeUnit.SECONDS)) {
                    each.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
