package dev.stagedoor.benchmarks.torture.verdict;

import dev.stagedoor.benchmarks.torture.record.Footprint;
import java.util.ArrayList;
import java.util.List;

/** Compares a process with itself: all connected and nobody doing anything, before and after what it went through. */
public final class Leak {
    /** The two pools of the database may have grown to their full size meanwhile. */
    private static final int SPARE_DESCRIPTORS = 32;

    /** Pools of threads grow to the number of cores and the workers of the web server, and stay there. */
    private static final int SPARE_THREADS = 24;

    /** The heap is what is left after a collection: caches that fill up to their bounds. */
    private static final int SPARE_HEAP_MIB = 32;

    /** Compiled code, stacks, buffers for packets, and as much heap as the process was given. */
    private static final int SPARE_RSS_MIB = 128;

    private Leak() {}

    /** What it has kept that it should have given back. */
    public static List<String> between(Footprint before, Footprint after) {
        var findings = new ArrayList<String>();
        grown("descriptors", before.descriptors(), after.descriptors(), SPARE_DESCRIPTORS, findings);
        grown("threads", before.threads(), after.threads(), SPARE_THREADS, findings);
        grown("MiB of heap", before.heapMiB(), after.heapMiB(), SPARE_HEAP_MIB, findings);
        grown("MiB of memory", Math.round(before.rssMiB()), Math.round(after.rssMiB()), SPARE_RSS_MIB, findings);
        return findings;
    }

    private static void grown(String what, long before, long after, int spare, List<String> findings) {
        if (after > before + spare) {
            findings.add("the server had " + before + " " + what + " before and " + after + " after, all quiet");
        }
    }
}
