package dev.stagedoor.server.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** How many files and sockets this process may open: one for each connected person, and some for the rest. */
final class FileLimitCheck implements Check {
    private static final long WANTED = 65_536;
    private static final long LEAST = 1_024;
    private static final String REMEDY =
            "LimitNOFILE=1048576 in the systemd unit, nofile in /etc/security/limits.conf, or ulimit -n 65536";

    @Override
    public List<Finding> run() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return List.of();
        }
        return List.of(judge(system.getMaxFileDescriptorCount()));
    }

    static Finding judge(long limit) {
        String found = limit + " open files allowed";
        if (limit >= WANTED) {
            return Finding.ok("file-limit", found);
        }
        return limit >= LEAST
                ? Finding.warning("file-limit", found + ", enough for about " + limit / 2 + " people", REMEDY)
                : Finding.failure("file-limit", found + ", too few for a server", REMEDY);
    }
}
