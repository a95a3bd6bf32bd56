package dev.stagedoor.benchmarks.load;

import dev.stagedoor.benchmarks.load.ForwardRun.Cores;
import dev.stagedoor.benchmarks.load.messages.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which server is measured, and where it runs. */
final class ServerOptions {
    @Option(names = "--cpu", paramLabel = "LIST", description = "the server's cores, as 0 or 0,2-3 (the first)")
    private @Nullable String cpu;

    @Option(names = "--port", paramLabel = "N", description = "HTTP port of the server (a free one)")
    private int port;

    @Option(names = "--media-port", paramLabel = "N", description = "UDP port of the server (a free one)")
    private int mediaPort;

    @Option(names = "--url", paramLabel = "URL", description = "measure this running server with WHIP and WHEP instead")
    private @Nullable String url;

    @Option(names = "--pid", paramLabel = "PID", description = "its process, if it runs here, for what it costs")
    private long pid;

    @Option(names = "--room", paramLabel = "NAME", description = "its room (${DEFAULT-VALUE})")
    private String room = "load";

    @Option(names = "--token", paramLabel = "TOKEN", description = "bearer token that it wants")
    private @Nullable String token;

    Cores cores() {
        return Limits.cores(cpu);
    }

    /**
     * The server of these options, started if need be.
     *
     * @param flags of its JVM, if it is started
     */
    MeasuredServer open(Stage stage, List<String> flags) {
        return url == null
                ? NodeServer.start(stage.server(), new NodeServer.Ports(stage.serverAddress(), port, mediaPort), flags)
                : new RunningServer(new Plan.Server(Plan.Dialect.WHIP, url, room, token), pid);
    }
}
