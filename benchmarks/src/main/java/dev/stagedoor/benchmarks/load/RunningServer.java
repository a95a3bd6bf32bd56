package dev.stagedoor.benchmarks.load;

import dev.stagedoor.benchmarks.load.messages.Plan;
import dev.stagedoor.benchmarks.load.process.PauseLog.Pauses;
import dev.stagedoor.benchmarks.load.process.ProcessFigures;
import dev.stagedoor.benchmarks.node.NodeStatistics;
import java.util.Optional;

/**
 * A server that somebody else runs, with WHIP and WHEP.
 *
 * @param pid of its process on this machine, 0 if it is not known: then nothing is said of what it costs
 */
record RunningServer(Plan.Server address, long pid) implements MeasuredServer {
    @Override
    public String name() {
        return address.url();
    }

    @Override
    public Optional<ProcessFigures> figures() {
        return pid == 0 ? Optional.empty() : Optional.of(ProcessFigures.of(pid));
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
        // It was there before and stays.
    }
}
