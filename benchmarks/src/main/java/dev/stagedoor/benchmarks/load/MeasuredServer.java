package dev.stagedoor.benchmarks.load;

import dev.stagedoor.benchmarks.load.messages.Plan;
import dev.stagedoor.benchmarks.load.process.PauseLog.Pauses;
import dev.stagedoor.benchmarks.load.process.ProcessFigures;
import dev.stagedoor.benchmarks.node.NodeStatistics;
import java.util.Optional;

/** A server under test. Closing it ends what was started for it. */
interface MeasuredServer extends AutoCloseable {
    /** What it is, for reports. */
    String name();

    /** Where clients find it. */
    Plan.Server address();

    /** What the system says of its process; empty if the process is not known. */
    Optional<ProcessFigures> figures();

    /** What it says of itself, if it does. */
    Optional<NodeStatistics> statistics();

    /** When its threads stood still since the last call; none if nobody can tell. */
    Pauses takePauses();

    @Override
    void close();
}
