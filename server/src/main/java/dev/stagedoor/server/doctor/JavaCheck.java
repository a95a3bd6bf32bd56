package dev.stagedoor.server.doctor;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** The virtual machine: its version, and the collector whose pauses calls do not hear. */
final class JavaCheck implements Check {
    private static final int OLDEST = 25;

    @Override
    public List<Finding> run() {
        int version = Runtime.version().feature();
        String name = System.getProperty("java.vendor", "unknown") + " " + Runtime.version();
        if (version < OLDEST) {
            return List.of(Finding.failure("java", name, "install a JDK 25 or newer and set JAVA_HOME to it"));
        }
        boolean quiet = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .anyMatch(collector -> collector.startsWith("ZGC"));
        return List.of(
                quiet
                        ? Finding.ok("java", name + ", ZGC")
                        : Finding.warning(
                                "java",
                                name + ", another collector than ZGC: its pauses are heard in calls",
                                "start the server by ./stagedoor up, or with -XX:+UseZGC"));
    }
}
