package dev.stagedoor.benchmarks.load.clients;

import dev.stagedoor.benchmarks.client.media.DelayHistogram;
import dev.stagedoor.benchmarks.client.media.MediaStats;
import dev.stagedoor.benchmarks.client.media.StreamStats;
import dev.stagedoor.benchmarks.client.net.ArrivalGroups;
import dev.stagedoor.benchmarks.load.messages.DelayMs;
import dev.stagedoor.benchmarks.load.messages.Tally;
import dev.stagedoor.benchmarks.load.messages.WindowReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums over all clients since their start; the difference of two makes a {@link WindowReport}. */
final class Totals {
    private final long published;
    private Tally witnesses = Tally.NONE;
    private Tally others = Tally.NONE;
    private final DelayHistogram delays = new DelayHistogram();
    private final long[] groups = new long[ArrivalGroups.MAX_SEGMENTS + 1];
    private long refused;
    private long nacks;

    /** @param publishedBy what each publisher has sent */
    Totals(List<Long> publishedBy) {
        published = publishedBy.stream().mapToLong(Long::longValue).sum();
    }

    /** @param expected what the viewer's publisher has sent */
    void addViewer(MediaStats stats, long[] viewersGroups, boolean witness, long expected) {
        var recovered =
                stats.received().stream().mapToLong(StreamStats::recovered).sum();
        var bytes = stats.received().stream().mapToLong(StreamStats::bytes).sum();
        var tally = new Tally(1, expected, stats.receivedPackets(), recovered, bytes);
        if (witness) {
            witnesses = witnesses.plus(tally);
        } else {
            others = others.plus(tally);
        }
        delays.add(stats.delay());
        for (int i = 0; i < groups.length; i++) {
            groups[i] += viewersGroups[i];
        }
        refused += stats.refused();
        nacks += stats.sentFeedback().nacks();
    }

    /** Whether everybody has received all that was sent since then. */
    boolean hasAllSince(Totals earlier) {
        var since = witnesses.plus(others).minus(earlier.witnesses.plus(earlier.others));
        return since.received() >= since.expected();
    }

    /** Packets received by everybody. */
    long received() {
        return witnesses.received() + others.received();
    }

    WindowReport since(Totals earlier, double seconds, int ended, double cpuSeconds) {
        var delaysSince = new DelayHistogram();
        delaysSince.add(delays);
        delaysSince.subtract(earlier.delays);
        return new WindowReport(
                seconds,
                published - earlier.published,
                witnesses.minus(earlier.witnesses),
                others.minus(earlier.others),
                DelayMs.of(delaysSince),
                groupsSince(earlier),
                refused - earlier.refused,
                nacks - earlier.nacks,
                ended,
                cpuSeconds);
    }

    private Map<Integer, Long> groupsSince(Totals earlier) {
        var since = new TreeMap<Integer, Long>();
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] > earlier.groups[i]) {
                since.put(i, groups[i] - earlier.groups[i]);
            }
        }
        return since;
    }
}
