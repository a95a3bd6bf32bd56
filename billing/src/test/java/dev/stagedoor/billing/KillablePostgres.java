package dev.stagedoor.billing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A durable PostgreSQL of a test's own that comes back after it was killed. The library that unpacks it keeps a lock on the
 * folder for as long as this JVM lives and starts nothing there a second time; so {@code pg_ctl} does.
 */
final class KillablePostgres implements AutoCloseable {
    private static final long START_LIMIT_S = 60;

    private final Path folder;
    private final EmbeddedPostgres first;
    private final List<String> startAgain;

    private KillablePostgres(Path folder, EmbeddedPostgres first, List<String> startAgain) {
        this.folder = folder;
        this.first = first;
        this.startAgain = startAgain;
    }

    static KillablePostgres start(Path folder) throws IOException {
        EmbeddedPostgres first = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
        return new KillablePostgres(folder, first, restart(folder));
    }

    DataSource owner() {
        return first.getPostgresDatabase();
    }

    /** Ends all its processes without a word and starts it again where it was. */
    void killAndStartAgain() throws IOException, InterruptedException {
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(
                        Files.readAllLines(folder.resolve("postmaster.pid")).getFirst()))
                .orElseThrow();
        List<ProcessHandle> processes =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
        Process start = new ProcessBuilder(startAgain)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!start.waitFor(START_LIMIT_S, TimeUnit.SECONDS) || start.exitValue() != 0) {
            throw new IOException("PostgreSQL does not start again");
        }
    }

    @Override
    public void close() throws IOException {
        first.close();
    }

    /** {@code restart} takes all words but the program's own from the file in which PostgreSQL noted them. */
    private static List<String> restart(Path folder) throws IOException {
        String words = Files.readString(folder.resolve("postmaster.opts"));
        Path program = Path.of(words.substring(0, words.indexOf(' '))).resolveSibling("pg_ctl");
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name", "").equals("root")) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.addAll(List.of(
                program.toString(),
                "-D",
                folder.toString(),
                "-l",
                folder.resolveSibling("postgres.log").toString(),
                "-t",
                Long.toString(START_LIMIT_S),
                "-w",
                "restart"));
        return List.copyOf(command);
    }
}
