package dev.stagedoor.benchmarks.load;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.load.messages.Plan;
import dev.stagedoor.benchmarks.load.process.Child;
import dev.stagedoor.benchmarks.load.process.PauseLog.Pauses;
import dev.stagedoor.benchmarks.load.process.ProcessFigures;
import dev.stagedoor.benchmarks.node.NodeStatistics;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Janus of the system's packages with a configuration of ours, so that a reader can check us against something else. */
final class JanusServer implements MeasuredServer {
    private static final long START_LIMIT_NS = TimeUnit.SECONDS.toNanos(20);
    private static final long LOOK_MS = 100;

    private final Child process;
    private final Path directory;
    private final String url;

    private JanusServer(Child process, Path directory, String url) {
        this.process = process;
        this.directory = directory;
        this.url = url;
    }

    /** @param loops event loops, as many as the server has cores */
    static JanusServer start(Stage stage, int loops) {
        // Janus uses no loopback interface; packets to this machine's own address take that way all the same.
        var address = stage.isOwnNetwork() ? stage.serverAddress() : ownAddress();
        try {
            var directory = Files.createTempDirectory("stagedoor-janus");
            var port = freePort();
            JanusConfig.write(directory, address, port, loops);
            var command = List.of(
                    "janus",
                    "--configs-folder=" + directory,
                    "--log-file=" + directory.resolve("log"),
                    "--disable-stdout");
            var process = Child.startQuietly("Janus", stage.server().program(command));
            var server = new JanusServer(process, directory, "http://%s:%d".formatted(address, port));
            server.awaitStart();
            return server;
        } catch (IOException e) {
            throw new LoadFailure("Janus cannot be prepared: " + e.getMessage(), e);
        }
    }

    /** It says that it has started in its log; its port may be in a namespace that is not ours. */
    private void awaitStart() throws IOException {
        var limitNs = System.nanoTime() + START_LIMIT_NS;
        var log = directory.resolve("log");
        while (System.nanoTime() < limitNs && process.isAlive()) {
            if (Files.exists(log) && Files.readString(log).contains("HTTP webserver started")) {
                return;
            }
            try {
                Thread.sleep(LOOK_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LoadFailure("interrupted", e);
            }
        }
        var words = Files.exists(log) ? Files.readString(log) : "";
        close();
        throw new LoadFailure("Janus did not start: " + words.strip());
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0));
            return probe.getLocalPort();
        }
    }

    private static String ownAddress() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .map(InetAddress::getHostAddress)
                    .findFirst()
                    .orElseThrow(() -> new LoadFailure(
                            "Janus uses no loopback interface, and this machine has no other; try --wire"));
        } catch (IOException e) {
            throw new LoadFailure("the machine's addresses cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return "janus";
    }

    @Override
    public Plan.Server address() {
        return new Plan.Server(Plan.Dialect.JANUS, url, "load", null);
    }

    @Override
    public Optional<ProcessFigures> figures() {
        return Optional.of(ProcessFigures.of(process.pid()));
    }

    @Override
    public Optional<NodeStatistics> statistics() {
        return Optional.empty();
    }

    @Override
    public Pauses takePauses() {
        return Pauses.NONE;
    }

    @Override
    public void close() {
        process.interrupt();
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException _) {
            // It lies in the system's directory for what may be deleted at any time.
        }
    }
}
