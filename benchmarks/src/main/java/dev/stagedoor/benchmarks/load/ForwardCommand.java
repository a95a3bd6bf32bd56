package dev.stagedoor.benchmarks.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.benchmarks.load.ForwardRun.Cores;
import dev.stagedoor.benchmarks.load.ForwardRun.Times;
import dev.stagedoor.benchmarks.load.process.Launcher;
import dev.stagedoor.benchmarks.load.report.ForwardReport;
import dev.stagedoor.benchmarks.load.report.ForwardText;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
    private static final int MIN_PAYLOAD_BYTES = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before anything is called
    private CommandSpec spec;

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

    @Option(
            names = "--bitrate",
            paramLabel = "KBITS",
            description = "instead: kilobits a second of each publisher's payload")
    private int bitrate;

    @Option(names = "--payload", paramLabel = "BYTES", description = "in each packet (${DEFAULT-VALUE})")
    private int payload = Traffic.PAYLOAD_BYTES;

    @Option(
            names = "--burst",
            arity = "0..1",
            fallbackValue = "0",
            paramLabel = "K",
            description = "publishers send K packets at once, without a number all of a frame (else one at a time)")
    private int burst = 1;

    @Option(names = "--seconds", paramLabel = "S", description = "to measure (${DEFAULT-VALUE})")
    private int seconds = 10;

    @Option(names = "--warm-up", paramLabel = "S", description = "before measuring (${DEFAULT-VALUE})")
    private int warmUp = 8;

    @Option(
            names = "--wire",
            description = "two network namespaces, media to most receivers dropped behind the send path; needs root")
    private boolean wire;

    @Mixin
    private ServerOptions serverOptions = new ServerOptions();

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        var traffic = traffic();
        var times = new Times(
                Limits.checked("--warm-up", warmUp, 0, MAX_SECONDS),
                Limits.checked("--seconds", seconds, 1, MAX_SECONDS));
        var cores = serverOptions.cores();
        var run = new ForwardRun(traffic, times, cores, this::progress);
        try (var stage = stage(cores);
                var server = serverOptions.open(stage, List.of())) {
            print(List.of(run.measure(server, stage)));
        }
        return 0;
    }

    private Traffic traffic() {
        Limits.checked("--receivers", receivers, 1, MAX_CLIENTS);
        Limits.checked("--publishers", publishers, 1, MAX_CLIENTS);
        Limits.checked("--payload", payload, MIN_PAYLOAD_BYTES, Traffic.PAYLOAD_BYTES);
        Limits.checked("--burst", burst, 0, 1_000);
        var perPublisher = bitrate > 0
                ? Traffic.ofBitRate(bitrate * 1_000L, payload)
                : Traffic.perPublisher(Limits.checked("--rate", rate, 1, 10_000_000), receivers);
        return Traffic.of(receivers, publishers, perPublisher, burst, payload);
    }

    private Stage stage(Cores cores) {
        var forServer = Launcher.pinnedTo(cores.server());
        var forClients = Launcher.pinnedTo(cores.clients());
        return wire ? WireStage.open(forServer, forClients) : new LoopbackStage(forServer, forClients);
    }

    private void print(List<ForwardReport> reports) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(reports.getFirst()));
        } else {
            ForwardText.lines(reports).forEach(out::println);
        }
        out.flush();
    }

    private void progress(String line) {
        spec.commandLine().getErr().println("bench: " + line);
    }
}
