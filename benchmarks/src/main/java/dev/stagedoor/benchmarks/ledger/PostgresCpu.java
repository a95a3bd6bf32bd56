package dev.stagedoor.benchmarks.ledger;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What a PostgreSQL on this machine has cost so far, all its processes together (proc_pid_stat(5)). */
final class PostgresCpu {
    /** USER_HZ: what the kernel counts in for user space, on every architecture that Java 25 runs on. */
    private static final double TICKS_PER_SECOND = 100;

    /** Fields of stat behind the command, which ends with the last bracket: 14 to 17 of all. */
    private static final int USER_TIME = 11;

    private static final int SYSTEM_TIME = 12;
    private static final int CHILDREN_USER_TIME = 13;
    private static final int CHILDREN_SYSTEM_TIME = 14;

    private final ProcessHandle postmaster;

    private PostgresCpu(ProcessHandle postmaster) {
        this.postmaster = postmaster;
    }

    /** Of the server behind the pool: each connection is served by a child of its first process. */
    static PostgresCpu behind(DataSource pool) {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return new PostgresCpu(ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow(() -> new LoadFailure("PostgreSQL does not run on this machine")));
        } catch (SQLException e) {
            throw new LoadFailure("PostgreSQL does not say who serves us: " + e.getMessage(), e);
        }
    }

    /** CPU seconds in the kernel and outside, to 10 ms a process; those of processes that have ended are in it. */
    double seconds() {
        long ticks = ticks(postmaster, true);
        for (ProcessHandle child : postmaster.children().toList()) {
            ticks += ticks(child, false);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static long ticks(ProcessHandle process, boolean withEndedChildren) {
        String stat;
        try {
            stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
        } catch (IOException e) {
            // It has ended just now.
            return 0;
        }
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long own = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
        return withEndedChildren
                ? own + Long.parseLong(fields[CHILDREN_USER_TIME]) + Long.parseLong(fields[CHILDREN_SYSTEM_TIME])
                : own;
    }
}
