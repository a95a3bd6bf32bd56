package dev.stagedoor.benchmarks.load.process;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the system says of a process (proc_pid_stat(5), proc_pid_status(5)).
 *
 * @param cpuSeconds of all its threads, in the kernel and outside, to 10 ms
 * @param rssMiB resident memory
 */
public record ProcessFigures(double cpuSeconds, double rssMiB, int threads, int descriptors) {
    /** USER_HZ: what the kernel counts in for user space, on every architecture that Java 25 runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final double KIB_PER_MIB = 1_024;

    /** Fields of stat behind the command, which ends with the last bracket: 14 and 15 of all. */
    private static final int USER_TIME = 11;

    private static final int SYSTEM_TIME = 12;

    /**
     * Reads them now.
     *
     * @throws LoadFailure if there is no such process
     */
    public static ProcessFigures of(long pid) {
        var directory = Path.of("/proc", String.valueOf(pid));
        try (var descriptors = Files.list(directory.resolve("fd"))) {
            return parse(
                    Files.readString(directory.resolve("stat")), Files.readAllLines(directory.resolve("status")), (int)
                            descriptors.count());
        } catch (IOException e) {
            throw new LoadFailure("the server's process " + pid + " cannot be looked at: " + e.getMessage(), e);
        }
    }

    static ProcessFigures parse(String stat, List<String> status, int descriptors) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        var ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
        return new ProcessFigures(
                ticks / TICKS_PER_SECOND,
                value(status, "VmRSS:") / KIB_PER_MIB,
                (int) value(status, "Threads:"),
                descriptors);
    }

    private static long value(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split(" ", 2)[0])
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
