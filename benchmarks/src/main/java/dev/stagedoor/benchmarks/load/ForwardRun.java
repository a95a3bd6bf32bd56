package dev.stagedoor.benchmarks.load;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.load.messages.Plan;
import dev.stagedoor.benchmarks.load.messages.WindowReport;
import dev.stagedoor.benchmarks.load.process.Cpus;
import dev.stagedoor.benchmarks.load.report.ForwardReport;
import java.util.function.Consumer;

/**
 * One measurement: connect everybody, warm up, pause, and count from there to the next pause. Between the pauses lies nothing but
 * the media, and at each of them nothing is on its way, so that published, forwarded and lost add up to the packet.
 */
final class ForwardRun {
    private static final long MS_PER_SECOND = 1_000;

    private final Traffic traffic;
    private final Times times;
    private final Cores cores;
    private final Consumer<String> progress;

    ForwardRun(Traffic traffic, Times times, Cores cores, Consumer<String> progress) {
        this.traffic = traffic;
        this.times = times;
        this.cores = cores;
        this.progress = progress;
    }

    /** How long to let it run before counting, and how long to count. */
    record Times(int warmUpSeconds, int seconds) {}

    /** Who may use which cores. */
    record Cores(Cpus server, Cpus clients) {}

    /** @throws LoadFailure if it cannot be done */
    ForwardReport measure(MeasuredServer server, Stage stage) {
        var plan = plan(server, stage);
        try (var clients = ClientsProcess.start(stage.clients(), plan)) {
            progress.accept("%s: connecting %d publishers and %d receivers"
                    .formatted(server.name(), traffic.publishers(), traffic.receivers()));
            clients.connect();
            progress.accept("warming up for " + times.warmUpSeconds() + " s");
            sleep(times.warmUpSeconds());
            clients.pause();
            stage.cut();
            var before = Sample.of(server, stage);
            progress.accept("measuring for " + times.seconds() + " s");
            clients.resume();
            sleep(times.seconds());
            var window = clients.pause();
            var after = Sample.of(server, stage);
            return report(server, stage, window, before, after);
        }
    }

    private Plan plan(MeasuredServer server, Stage stage) {
        return traffic.plan(server.address(), stage.witnesses(), cores.clients().count(), stage.clientAddresses());
    }

    private ForwardReport report(MeasuredServer server, Stage stage, WindowReport window, Sample before, Sample after) {
        var witnesses = window.witnesses();
        var heard = stage.isCutting() ? witnesses : witnesses.plus(window.others());
        if (heard.received() == 0) {
            throw new LoadFailure("no packet was received in the measured time");
        }
        var dropped = after.dropped().since(before.dropped());
        var packetBytes = (double) heard.bytes() / heard.received();
        var forwarded = heard.received() + dropped.packets(packetBytes);
        var cpuSeconds = after.cpuSecondsSince(before);
        return new ForwardReport(
                server.name(),
                stage.mode(),
                setup(),
                window.seconds(),
                window.publishedPackets(),
                witnesses.plus(window.others()).expected(),
                forwarded,
                heard.lost(),
                (double) heard.lost() / heard.expected(),
                forwarded / window.seconds(),
                cpuSeconds.orElse(null),
                cpuSeconds
                        .map(s -> s / window.seconds() / cores.server().count())
                        .orElse(null),
                cpuSeconds.filter(s -> s > 0).map(s -> forwarded / s).orElse(null),
                window.delayMs(),
                Groups.mean(window.groups()),
                window.groups(),
                after.allocatedSince(before).map(b -> (double) b / forwarded).orElse(null),
                after.figures().map(f -> f.rssMiB()).orElse(null),
                after.statistics().isPresent() ? after.newPauses() : null,
                after.dropsSince(before).orElse(null),
                window.cpuSeconds() / window.seconds() / cores.clients().count(),
                window.refused(),
                window.nacks(),
                window.ended());
    }

    private ForwardReport.Setup setup() {
        return new ForwardReport.Setup(
                traffic.receivers(),
                traffic.publishers(),
                traffic.packetsAtOnce(),
                traffic.forwardedPerSecond(),
                traffic.payloadBytes(),
                cores.server().toString(),
                cores.clients().toString());
    }

    private static void sleep(int seconds) {
        try {
            Thread.sleep(seconds * MS_PER_SECOND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailure("interrupted", e);
        }
    }
}
