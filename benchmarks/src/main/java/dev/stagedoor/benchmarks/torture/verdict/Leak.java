package dev.stagedoor.benchmarks.torture.verdict;

import dev.stagedoor.benchmarks.load.process.ProcessFigures;
import java.util.ArrayList;
import java.util.List;

/** Compares a process with itself: all connected and nobody doing anything, before and after what it went through. */
public final class Leak {
    /** The two pools of the database may have grown to their full size meanwhile. */
    private static final int SPARE_DESCRIPTORS = 32;

    /** Pools of threads grow to the number of cores and the workers of the web server, and stay there. */
    private static final int SPARE_THREADS = 24;

    private Leak() {}

    /** What it has kept that it should have given back. */
    public static List<String> between(ProcessFigures before, ProcessFigures after) {
        var findings = new ArrayList<String>();
        grown("descriptors", before.descriptors(), after.descriptors(), SPARE_DESCRIPTORS, findings);
        grown("threads", before.threads(), after.threads(), SPARE_THREADS, findings);
        return findings;
    }

    private static void grown(String what, int before, int after, int spare, List<String> findings) {
        if (after > before + spare) {
            findings.add("the server had " + before + " " + what + " before and " + after + " after, all quiet");
        }
    }
}
