package dev.stagedoor.signaling.admin;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * What this process takes of its machine.
 *
 * @param cpuMs processor time since the start, -1 where the system does not tell
 * @param residentBytes memory that the process holds, with what is not on the heap; 0 where the system does not tell
 */
record ProcessLoad(
        Instant startedAt, int processors, long cpuMs, long heapUsedBytes, long heapLimitBytes, long residentBytes) {
    private static final Path STATUS = Path.of("/proc/self/status");

    static ProcessLoad now() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        long cpuNs =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        return new ProcessLoad(
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
                Runtime.getRuntime().availableProcessors(),
                cpuNs < 0 ? -1 : TimeUnit.NANOSECONDS.toMillis(cpuNs),
                heap.getUsed(),
                Math.max(heap.getMax(), 0),
                readResidentBytes());
    }

    /** The line is {@code VmRSS:    123456 kB} (proc_pid_status(5)). */
    private static long readResidentBytes() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
