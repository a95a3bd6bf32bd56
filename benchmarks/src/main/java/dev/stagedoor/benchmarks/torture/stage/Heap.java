package dev.stagedoor.benchmarks.torture.stage;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.load.process.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Looks into the heap of another JVM, by the JDK's own tool. */
final class Heap {
    private static final Pattern USED = Pattern.compile("\\bused (\\d+)([KMG])\\b");

    private Heap() {}

    /** Collects, and says how much MiB is left. */
    static long leftMiB(long pid) {
        ask(pid, "GC.run");
        return usedMiB(ask(pid, "GC.heap_info"));
    }

    /** @param said about the heap as a whole first, then about its parts */
    static long usedMiB(String said) {
        var used = USED.matcher(said);
        if (!used.find()) {
            throw new LoadFailure("the JVM says nothing of its heap: " + said);
        }
        var number = Long.parseLong(used.group(1));
        return switch (used.group(2)) {
            case "K" -> number / 1_024;
            case "G" -> number * 1_024;
            default -> number;
        };
    }

    private static String ask(long pid, String question) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        return Tool.run(List.of(jcmd.toString(), Long.toString(pid), question), "", "openjdk-25-jdk-headless");
    }
}
