package dev.stagedoor.benchmarks.torture.stage;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A durable PostgreSQL that may be killed and started again where it was. The library that unpacks it starts a database once
 * and holds its folder; so the later starts are {@code pg_ctl}'s, with the words of the first.
 */
public final class OwnPostgres implements AutoCloseable {
    private static final Map<String, String> SETTINGS = Map.of(
            "max_connections", "100",
            "shared_buffers", "128MB",
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "wal_compression", "on",
            "timezone", "UTC");

    private static final long START_LIMIT_S = 60;

    private final Path folder;
    private final EmbeddedPostgres first;
    private final List<String> startAgain;
    private final Map<String, String> environment;

    private OwnPostgres(Path folder, EmbeddedPostgres first, List<String> startAgain, Map<String, String> environment) {
        this.folder = folder;
        this.first = first;
        this.startAgain = startAgain;
        this.environment = environment;
    }

    /** Makes one in this folder, which must not exist. */
    public static OwnPostgres start(Path folder, WallClocks clocks) {
        try {
            var builder = EmbeddedPostgres.builder().setDataDirectory(folder).setCleanDataDirectory(true);
            SETTINGS.forEach(builder::setServerConfig);
            var first = builder.start();
            var postgres = new OwnPostgres(folder, first, restart(folder), clocks.environmentOfDatabase());
            if (clocks.canBeSet()) {
                // The library that makes it has no way to give it a clock.
                postgres.startAgain();
            }
            return postgres;
        } catch (IOException e) {
            throw new LoadFailure("no embedded PostgreSQL: " + e.getMessage(), e);
        }
    }

    public int port() {
        return first.getPort();
    }

    /** A connection of the owner, past whatever stands between it and the server. */
    public Connection connect() throws SQLException {
        return first.getPostgresDatabase().getConnection();
    }

    /** Ends all its processes at once, and without a word. */
    public void kill() {
        var all = processes();
        // Stopped first, or it would start new ones for those that it sees dying.
        Signals.stop(all.subList(0, 1));
        Signals.kill(all);
    }

    /** Ends one process that serves a client; which one, the number decides. Whether there was one. */
    public boolean killBackend(int choice) {
        var pids = new ArrayList<Long>();
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select pid from pg_stat_activity
                        where backend_type = 'client backend' and pid <> pg_backend_pid() order by backend_start
                        """)) {
            while (rows.next()) {
                pids.add(rows.getLong(1));
            }
        } catch (SQLException e) {
            throw new LoadFailure("PostgreSQL does not say whom it serves: " + e.getMessage(), e);
        }
        return !pids.isEmpty()
                && ProcessHandle.of(pids.get(choice % pids.size()))
                        .map(ProcessHandle::destroyForcibly)
                        .orElse(false);
    }

    /** Stops all its processes where they are. */
    public void pause() {
        Signals.stop(processes());
    }

    /** Lets them go on. */
    public void goOn() {
        Signals.goOn(processes());
    }

    /** Starts it again on the same folder and port, and waits until it has recovered. */
    public void startAgain() {
        try {
            var builder = new ProcessBuilder(startAgain)
                    .redirectErrorStream(true)
                    // Not a pipe: the database would keep it open.
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolveSibling("pg_ctl.log").toFile()));
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(START_LIMIT_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new LoadFailure("PostgreSQL does not start again; its log is " + log(folder));
            }
        } catch (IOException e) {
            throw new LoadFailure("PostgreSQL does not start again: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailure("interrupted", e);
        }
    }

    /** Stops it; in the middle of a recovery it may not listen, and is killed. */
    @Override
    public void close() {
        var all = Files.exists(folder.resolve("postmaster.pid")) ? processes() : List.<ProcessHandle>of();
        try {
            first.close();
        } catch (IOException e) {
            throw new LoadFailure("the embedded PostgreSQL did not stop: " + e.getMessage(), e);
        } finally {
            Signals.kill(all);
        }
    }

    /** The postmaster, then its children. */
    private List<ProcessHandle> processes() {
        try (var lines = Files.lines(folder.resolve("postmaster.pid"))) {
            var postmaster = ProcessHandle.of(Long.parseLong(lines.findFirst().orElse("0")))
                    .orElseThrow(() -> new LoadFailure("PostgreSQL is gone by itself; its log is " + log(folder)));
            return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
        } catch (IOException e) {
            throw new LoadFailure("PostgreSQL is gone by itself; its log is " + log(folder), e);
        }
    }

    /** PostgreSQL notes the words it was started with, its own path first; {@code restart} takes the others from there. */
    private static List<String> restart(Path folder) throws IOException {
        var words = Files.readString(folder.resolve("postmaster.opts"));
        var program = Path.of(words.substring(0, words.indexOf(' '))).resolveSibling("pg_ctl");
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            // It refuses to run as root, and does not in a user namespace of its own.
            command.addAll(List.of("unshare", "--user"));
        }
        command.addAll(List.of(
                program.toString(),
                "-D",
                folder.toString(),
                "-l",
                log(folder).toString(),
                "-t",
                Long.toString(START_LIMIT_S),
                "-w",
                "restart"));
        return List.copyOf(command);
    }

    private static Path log(Path folder) {
        return folder.resolveSibling("postgres.log");
    }
}
