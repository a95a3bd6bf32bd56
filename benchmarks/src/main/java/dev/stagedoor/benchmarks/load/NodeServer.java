package dev.stagedoor.benchmarks.load;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.load.messages.Plan;
import dev.stagedoor.benchmarks.load.process.Child;
import dev.stagedoor.benchmarks.load.process.Launcher;
import dev.stagedoor.benchmarks.load.process.PauseLog;
import dev.stagedoor.benchmarks.load.process.PauseLog.Pauses;
import dev.stagedoor.benchmarks.load.process.ProcessFigures;
import dev.stagedoor.benchmarks.node.MediaNode;
import dev.stagedoor.benchmarks.node.NodeStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Our media layer in a process of its own, see {@link MediaNode}. */
final class NodeServer implements MeasuredServer {
    private static final String ROOM = "load";

    private final Child process;
    private final Path log;
    private final PauseLog pauses;
    private final String url;

    private NodeServer(Child process, Path log, PauseLog pauses, String url) {
        this.process = process;
        this.log = log;
        this.pauses = pauses;
        this.url = url;
    }

    /**
     * Where a node listens.
     *
     * @param port of HTTP, 0 for a free one
     * @param mediaPort likewise
     */
    record Ports(String address, int port, int mediaPort) {}

    /** @throws LoadFailure if it does not start, for example because a port is in use */
    static NodeServer start(Launcher launcher, Ports ports, List<String> flags) {
        try {
            var log = Files.createTempFile("stagedoor-pauses", ".log");
            var pauses = new PauseLog(log);
            var arguments = List.of(
                    "--address", ports.address(), "--port", "" + ports.port(), "--media-port", "" + ports.mediaPort());
            var allFlags =
                    Stream.concat(flags.stream(), Stream.of(pauses.flag())).toList();
            var process = Child.start("server", launcher.java(allFlags, MediaNode.class, arguments));
            try {
                return new NodeServer(
                        process,
                        log,
                        pauses,
                        process.answer(MediaNode.Address.class).url());
            } catch (LoadFailure e) {
                process.close();
                Files.deleteIfExists(log);
                throw e;
            }
        } catch (IOException e) {
            throw new LoadFailure("no room for a log: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return "stagedoor";
    }

    @Override
    public Plan.Server address() {
        return new Plan.Server(Plan.Dialect.WHIP, url, ROOM, null);
    }

    @Override
    public Optional<ProcessFigures> figures() {
        return Optional.of(ProcessFigures.of(process.pid()));
    }

    @Override
    public Optional<NodeStatistics> statistics() {
        return Optional.of(process.ask(MediaNode.STATISTICS, NodeStatistics.class));
    }

    @Override
    public Pauses takePauses() {
        return pauses.takeNew();
    }

    @Override
    public void close() {
        process.close();
        try {
            Files.deleteIfExists(log);
        } catch (IOException _) {
            // It lies in the system's directory for what may be deleted at any time.
        }
    }
}
