package dev.stagedoor.benchmarks.load;

import dev.stagedoor.benchmarks.load.Stage.Dropped;
import dev.stagedoor.benchmarks.load.process.PauseLog.Pauses;
import dev.stagedoor.benchmarks.load.process.ProcessFigures;
import dev.stagedoor.benchmarks.node.NodeStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All counters around a server at one moment; the clients are paused. */
record Sample(
        Optional<ProcessFigures> figures, Optional<NodeStatistics> statistics, Pauses newPauses, Dropped dropped) {
    static Sample of(MeasuredServer server, Stage stage) {
        var pauses = server.takePauses();
        return new Sample(server.figures(), server.statistics(), pauses, stage.dropped());
    }

    /** Seconds of CPU since an earlier sample. */
    Optional<Double> cpuSecondsSince(Sample earlier) {
        return figures.flatMap(now -> earlier.figures.map(then -> now.cpuSeconds() - then.cpuSeconds()));
    }

    /** Bytes that the media loops have allocated since an earlier sample. */
    Optional<Long> allocatedSince(Sample earlier) {
        return statistics.flatMap(
                now -> earlier.statistics.map(then -> now.mediaAllocatedBytes() - then.mediaAllocatedBytes()));
    }

    /** Datagrams that the server has dropped since an earlier sample, by reason. */
    Optional<Map<String, Long>> dropsSince(Sample earlier) {
        return statistics.flatMap(now -> earlier.statistics.map(then -> {
            var since = new TreeMap<String, Long>();
            now.drops().forEach((reason, count) -> {
                var more = count - then.drops().getOrDefault(reason, 0L);
                if (more > 0) {
                    since.put(reason, more);
                }
            });
            return since;
        }));
    }
}
