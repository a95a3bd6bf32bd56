package dev.stagedoor.benchmarks.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stagedoor.benchmarks.load.ForwardRun.Cores;
import dev.stagedoor.benchmarks.load.ForwardRun.Times;
import dev.stagedoor.benchmarks.load.process.Launcher;
import dev.stagedoor.benchmarks.load.report.Comparison;
import dev.stagedoor.benchmarks.load.report.ForwardPlot;
import dev.stagedoor.benchmarks.load.report.ForwardReport;
import dev.stagedoor.benchmarks.load.report.ForwardText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code bench forward}. */
@Command(
        name = "forward",
        description = "What it costs to forward one publisher's packets to many receivers.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class ForwardCommand implements Callable<Integer> {
    private static final int MAX_CLIENTS = 10_000;
    private static final int MAX_SECONDS = 3_600;

    /** Where the user was when the launcher changed to the project's directory. */
    private static final String FROM_PROPERTY = "stagedoor.from";

    /** Others that we can start. */
    enum Peer {
        /** Of the system's packages: {@code apt-get install janus}. */
        JANUS
    }

    @Option(names = "--receivers", paramLabel = "N", description = "how many receive (${DEFAULT-VALUE})")
    private int receivers = 100;

    @Option(
            names = "--publishers",
            paramLabel = "M",
            description = "broadcasts they are spread over (${DEFAULT-VALUE})")
    private int publishers = 1;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "packets a second that the server has to forward in all (${DEFAULT-VALUE})")
    private int rate = 27_000;

    @Mixin
    private StreamOptions streamOptions = new StreamOptions(1);

    @Option(names = "--seconds", paramLabel = "S", description = "to measure (${DEFAULT-VALUE})")
    private int seconds = 10;

    @Option(names = "--warm-up", paramLabel = "S", description = "before measuring (${DEFAULT-VALUE})")
    private int warmUp = 45;

    @Option(
            names = "--wire",
            description = "two network namespaces, media to most receivers dropped behind the send path; needs root")
    private boolean wire;

    @Mixin
    private ServerOptions serverOptions = new ServerOptions();

    @Option(
            names = "--peer",
            paramLabel = "NAME",
            description = "measure this one in turn with ours: ${COMPLETION-CANDIDATES}")
    private @Nullable Peer peer;

    @Option(
            names = "--floor",
            description = "in turn with a plain C loop that only seals and sends; needs gcc and libssl-dev")
    private boolean floor;

    @Option(names = "--runs", paramLabel = "N", description = "repetitions; the median is told (${DEFAULT-VALUE})")
    private int runs = 1;

    @Option(names = "--plot", paramLabel = "FILE", description = "draw the figures of all runs as SVG")
    private @Nullable Path plot;

    @Mixin
    private BenchConsole console = new BenchConsole();

    @Override
    public Integer call() throws JsonProcessingException {
        var traffic = traffic();
        var times = new Times(
                Limits.checked("--warm-up", warmUp, 0, MAX_SECONDS),
                Limits.checked("--seconds", seconds, 1, MAX_SECONDS));
        Limits.checked("--runs", runs, 1, 100);
        var cores = serverOptions.cores();
        var run = new ForwardRun(traffic, times, cores, console::progress);
        try (var floorLoop = floor ? Floor.compile(traffic, cores, seconds) : null) {
            print(inTurn(run, cores, floorLoop));
        }
        return 0;
    }

    /** What else the machine does meets all of them alike. */
    private Comparison inTurn(ForwardRun run, Cores cores, @Nullable Floor floorLoop) {
        var ours = new ArrayList<ForwardReport>();
        var peers = new ArrayList<ForwardReport>();
        var floors = new ArrayList<Double>();
        for (int i = 0; i < runs; i++) {
            ours.add(measure(run, cores, stage -> serverOptions.open(stage, List.of())));
            if (peer == Peer.JANUS) {
                peers.add(measure(
                        run,
                        cores,
                        stage -> JanusServer.start(stage, cores.server().count())));
            }
            if (floorLoop != null) {
                console.progress("floor: sealing and sending only");
                try (var stage = stage(cores)) {
                    floors.add(floorLoop.measure(stage));
                }
            }
        }
        return Comparison.of(ours, peers, floors);
    }

    private ForwardReport measure(ForwardRun run, Cores cores, Function<Stage, MeasuredServer> start) {
        try (var stage = stage(cores);
                var server = start.apply(stage)) {
            return run.measure(server, stage);
        }
    }

    private Traffic traffic() {
        Limits.checked("--receivers", receivers, 1, MAX_CLIENTS);
        Limits.checked("--publishers", publishers, 1, MAX_CLIENTS);
        Limits.checked("--rate", rate, 1, 10_000_000);
        return streamOptions.traffic(receivers, publishers, Traffic.perPublisher(rate, receivers));
    }

    private Stage stage(Cores cores) {
        var forServer = Launcher.pinnedTo(cores.server());
        var forClients = Launcher.pinnedTo(cores.clients());
        return wire ? WireStage.open(forServer, forClients, cores.clients()) : new LoopbackStage(forServer, forClients);
    }

    private void print(Comparison comparison) throws JsonProcessingException {
        console.print(comparison, ForwardText.lines(comparison));
        if (plot != null) {
            var file = Path.of(System.getProperty(FROM_PROPERTY, "")).resolve(plot);
            ForwardPlot.write(comparison, file);
            console.progress("plotted to " + file);
        }
    }
}
