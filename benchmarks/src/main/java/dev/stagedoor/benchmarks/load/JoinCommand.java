package dev.stagedoor.benchmarks.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stagedoor.benchmarks.load.messages.Plan;
import dev.stagedoor.benchmarks.load.process.Launcher;
import dev.stagedoor.benchmarks.load.report.StormReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code bench join}. */
@Command(
        name = "join",
        description = "A storm of viewers who join a running broadcast: how soon they see it, and what it does to those"
                + " inside.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class JoinCommand implements Callable<Integer> {
    private static final int MAX_VIEWERS = 10_000;

    @Option(names = "--viewers", paramLabel = "N", description = "who join (${DEFAULT-VALUE})")
    private int viewers = 500;

    @Option(names = "--per-second", paramLabel = "R", description = "of them each second (${DEFAULT-VALUE})")
    private int perSecond = 50;

    @Option(names = "--inside", paramLabel = "N", description = "who watch already (${DEFAULT-VALUE})")
    private int inside = 20;

    @Option(names = "--warm-up", paramLabel = "N", description = "who join and leave before (${DEFAULT-VALUE})")
    private int warmUp = 200;

    @Option(names = "--packets", paramLabel = "N", description = "the publisher's a second (${DEFAULT-VALUE})")
    private int packets = 90;

    @Mixin
    private StreamOptions streamOptions = new StreamOptions(0);

    @Mixin
    private ServerOptions serverOptions = new ServerOptions();

    @Mixin
    private BenchConsole console = new BenchConsole();

    @Override
    public Integer call() throws JsonProcessingException {
        Limits.checked("--viewers", viewers, 1, MAX_VIEWERS);
        Limits.checked("--per-second", perSecond, 1, MAX_VIEWERS);
        Limits.checked("--inside", inside, 1, MAX_VIEWERS);
        Limits.checked("--warm-up", warmUp, 0, MAX_VIEWERS);
        Limits.checked("--packets", packets, 1, 10_000);
        var traffic = streamOptions.traffic(inside, 1, packets);
        var cores = serverOptions.cores();
        try (var stage = new LoopbackStage(Launcher.pinnedTo(cores.server()), Launcher.pinnedTo(cores.clients()));
                var server = serverOptions.open(stage, List.of());
                var clients = ClientsProcess.start(
                        stage.clients(),
                        traffic.plan(server.address(), 0, cores.clients().count(), Plan.Addresses.ANY))) {
            console.progress("connecting one publisher and " + inside + " viewers");
            clients.connect();
            warmUp(clients);
            clients.pause();
            var before = Sample.of(server, stage);
            clients.resume();
            console.progress("%d viewers join, %d a second".formatted(viewers, perSecond));
            var storm = clients.storm(viewers, perSecond);
            var window = clients.pause();
            var after = Sample.of(server, stage);
            var cpuSeconds = after.cpuSecondsSince(before).orElse(null);
            var report = new StormReport(
                    server.name(), perSecond, storm, window.witnesses().plus(window.others()), cpuSeconds);
            console.print(report, report.lines());
        }
        return 0;
    }

    /** Handshakes are much code that runs seldom: a server's first ones say nothing of its later ones. */
    private void warmUp(ClientsProcess clients) {
        if (warmUp > 0) {
            console.progress(warmUp + " viewers join and leave to warm up");
            clients.storm(warmUp, perSecond);
            clients.churn(0, warmUp, 0);
        }
    }
}
