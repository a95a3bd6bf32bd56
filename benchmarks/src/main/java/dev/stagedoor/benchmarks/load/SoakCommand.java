package dev.stagedoor.benchmarks.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.load.messages.Plan;
import dev.stagedoor.benchmarks.load.process.Launcher;
import dev.stagedoor.benchmarks.load.report.SoakReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code bench soak}. */
@Command(
        name = "soak",
        description = "Viewers come, leave and vanish for a long time; memory, descriptors and threads must stay flat.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class SoakCommand implements Callable<Integer> {
    private static final int MAX_SECONDS = 7 * 24 * 3_600;
    private static final long SECOND_MS = 1_000;

    /** A small heap, so that what the collector has not looked at yet cannot hide or feign a leak. */
    private static final List<String> SERVER_FLAGS = List.of("-Xmx256m");

    /** Viewers who vanished are forgotten when their consent has run out; by then nothing of them may be left. */
    private static final int SETTLE_SECONDS = 20;

    @Option(names = "--seconds", paramLabel = "S", description = "how long (${DEFAULT-VALUE})")
    private int seconds = 120;

    @Option(names = "--viewers", paramLabel = "N", description = "who watch at any time (${DEFAULT-VALUE})")
    private int viewers = 60;

    @Option(names = "--churn", paramLabel = "N", description = "who are replaced each second (${DEFAULT-VALUE})")
    private int churn = 6;

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
        Limits.checked("--seconds", seconds, 1, MAX_SECONDS);
        Limits.checked("--viewers", viewers, 1, 10_000);
        Limits.checked("--churn", churn, 0, viewers);
        Limits.checked("--packets", packets, 1, 10_000);
        var traffic = streamOptions.traffic(viewers, 1, packets);
        var cores = serverOptions.cores();
        var samples = new ArrayList<SoakReport.Sample>();
        try (var stage = new LoopbackStage(Launcher.pinnedTo(cores.server()), Launcher.pinnedTo(cores.clients()));
                var server = serverOptions.open(stage, SERVER_FLAGS);
                var clients = ClientsProcess.start(
                        stage.clients(),
                        traffic.plan(server.address(), 0, cores.clients().count(), Plan.Addresses.ANY))) {
            console.progress("connecting one publisher and " + viewers + " viewers");
            clients.connect();
            var began = System.nanoTime();
            var gone = 0;
            while (elapsed(began) < seconds) {
                // Of three who go, one vanishes as a killed process does.
                var kills = churn / 3;
                clients.churn(churn, churn - kills, kills);
                gone += churn;
                samples.add(sample(server, elapsed(began), gone));
                sleep(SECOND_MS);
            }
            console.progress("waiting for the consent of those who vanished to run out");
            sleep(SETTLE_SECONDS * SECOND_MS);
            samples.add(sample(server, elapsed(began), gone));
            var report = SoakReport.of(server.name(), viewers, samples);
            console.print(report, report.lines());
        }
        return 0;
    }

    private static SoakReport.Sample sample(MeasuredServer server, long second, int gone) {
        var figures = server.figures()
                .orElseThrow(() -> new LoadFailure("a soak of a running server needs its process: --pid"));
        return new SoakReport.Sample(second, gone, figures.rssMiB(), figures.descriptors(), figures.threads());
    }

    private static long elapsed(long beganNs) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNs);
    }

    private static void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailure("interrupted", e);
        }
    }
}
