package dev.stagedoor.benchmarks.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.stagedoor.media.HeapGoal;
import dev.stagedoor.media.MediaConfig;
import dev.stagedoor.media.MediaServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A server process with nothing but media. On standard output it says its {@link Address} in one line of JSON, then answers
 * each line {@link #STATISTICS} on standard input with its {@link NodeStatistics}; it ends when standard input does, so that
 * it cannot outlive the one who started it. Exit codes: 0 done, 1 a port could not be bound, 2 wrong usage.
 */
@Command(name = "node", description = "The media layer alone, behind WHIP and WHEP.", mixinStandardHelpOptions = true)
public final class MediaNode implements Callable<Integer> {
    /** The request that is answered with figures. */
    public static final String STATISTICS = "statistics";

    /** Pending connections: a join storm comes all at once. */
    private static final int BACKLOG = 1_024;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--address", paramLabel = "IP", description = "where to listen (${DEFAULT-VALUE})")
    private String address = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", description = "HTTP port, 0 for a free one (${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--media-port", paramLabel = "N", description = "UDP port, 0 for a free one (${DEFAULT-VALUE})")
    private int mediaPort;

    @Option(names = "--loops", paramLabel = "N", description = "media loops, 0 for one a core (${DEFAULT-VALUE})")
    private int loops;

    private MediaNode() {}

    /** Where the node listens. */
    public record Address(String url, int mediaPort) {}

    /** Why the node does not listen. */
    public record Failure(String failure) {}

    /** Runs the node and ends the process with its exit code. */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new MediaNode()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        try (var _ = HeapGoal.follow();
                var media = MediaServer.start(config(), _ -> {});
                var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            var http = bind();
            var endpoint = new WhipEndpoint(new NodeRooms(media));
            http.createContext(WhipEndpoint.PUBLISH, endpoint);
            http.createContext(WhipEndpoint.VIEW, endpoint);
            http.setExecutor(requests);
            http.start();
            var url = "http://%s:%d".formatted(address, http.getAddress().getPort());
            say(new Address(url, media.port()));
            serveStatistics(media);
            http.stop(0);
            return 0;
        } catch (IOException e) {
            say(new Failure(String.valueOf(e.getMessage())));
            return 1;
        }
    }

    private HttpServer bind() throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
        } catch (BindException e) {
            throw new IOException("cannot bind TCP %s:%d: %s".formatted(address, port, e.getMessage()), e);
        }
    }

    private MediaConfig config() {
        var defaults = MediaConfig.defaults().boundTo(address, mediaPort).advertising(List.of(address));
        return new MediaConfig(
                defaults.bindAddress(),
                defaults.port(),
                defaults.advertisedAddresses(),
                loops,
                defaults.segmentation(),
                defaults.handshakeTimeout(),
                defaults.consentTimeout(),
                defaults.maxRooms(),
                defaults.maxSections(),
                defaults.limits());
    }

    private static void serveStatistics(MediaServer media) throws IOException {
        var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = requests.readLine(); line != null; line = requests.readLine()) {
            if (line.equals(STATISTICS)) {
                say(NodeStatistics.of(media.statistics().join().transport()));
            }
        }
    }

    private static void say(Object message) throws JsonProcessingException {
        System.out.println(JSON.writeValueAsString(message));
    }
}
