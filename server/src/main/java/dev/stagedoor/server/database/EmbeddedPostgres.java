package dev.stagedoor.server.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that belongs to this server: made at first start, kept under the data directory, durable, reachable on the
 * loopback address with a password of its own.
 *
 * <p>It is started by {@code pg_ctl} and not as our child, for two reasons. Ctrl-C goes to every process of the terminal's
 * group, and the database must outlive the server's own orderly stop, which still books usage. And when the server is
 * killed, the database goes on; the next start finds it running and takes it over instead of fighting it.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String USER = "stagedoor";
    private static final String PASSWORD_FILE = "postgres.password";
    private static final int COMMAND_LIMIT_S = 60;

    /** Durability first; the sizes suit a machine of a few GiB. */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=100",
            "shared_buffers=128MB",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "wal_compression=on",
            "timezone=UTC",
            "log_timezone=UTC");

    private final PostgresBinaries binaries;
    private final Path cluster;
    private final int port;
    private final String password;
    private boolean closed;

    private EmbeddedPostgres(PostgresBinaries binaries, Path cluster, int port, String password) {
        this.binaries = binaries;
        this.cluster = cluster;
        this.port = port;
        this.password = password;
    }

    /** Starts the database of this data directory, which the caller holds, or takes over one that is still running. */
    public static EmbeddedPostgres start(DataDirectory data) throws IOException {
        PostgresBinaries binaries = PostgresBinaries.unpack(data.path().resolve("lib"));
        EmbeddedPostgres postgres = start(binaries, data.path());
        binaries.removeOthers();
        return postgres;
    }

    /** The same by other programs than those that come with this server. */
    static EmbeddedPostgres start(PostgresBinaries binaries, Path data) throws IOException {
        Path cluster = data.resolve("postgres");
        Path passwordFile = data.resolve(PASSWORD_FILE);
        if (!Files.exists(cluster.resolve("PG_VERSION"))) {
            create(binaries, cluster, passwordFile);
        }
        refuseOtherMajorVersion(binaries, cluster);
        String password = Files.readString(passwordFile).strip();
        if (run(binaries, "pg_ctl", List.of("-D", cluster.toString(), "status")) == 0) {
            if (runsBy(binaries, cluster)) {
                int port = portOfRunning(cluster);
                LOG.info("Taking over the database that a killed server left running on port {}", port);
                return new EmbeddedPostgres(binaries, cluster, port, password);
            }
            LOG.info(
                    "A killed server left the database running by other programs; starting it by {}",
                    binaries.version());
            stop(binaries, cluster);
        }
        int port = freePort();
        start(binaries, cluster, port);
        return new EmbeddedPostgres(binaries, cluster, port, password);
    }

    /** Where it is reached. */
    public DatabaseAddress address() {
        return addressOn(port, password);
    }

    /**
     * Starts it again on its port if it has died, as it does when the system runs out of memory: nobody else would. What
     * was committed is there again.
     *
     * @return whether it had died
     * @throws IOException if it cannot be started, or not yet; asking again later may help
     */
    public synchronized boolean startAgainIfDead() throws IOException {
        if (closed || isAlive(cluster)) {
            return false;
        }
        LOG.error("The embedded database has died; starting it again. Its log is {}", cluster.resolve("server.log"));
        start(binaries, cluster, port);
        LOG.warn("The embedded database is back on port {}", port);
        return true;
    }

    /** The one that runs on a data directory, whoever has started it; none if none does. */
    public static Optional<DatabaseAddress> running(Path data) {
        Path cluster = data.resolve("postgres");
        try {
            if (!Files.exists(cluster.resolve("postmaster.pid"))) {
                return Optional.empty();
            }
            String password =
                    Files.readString(data.resolve("postgres.password")).strip();
            return Optional.of(addressOn(portOfRunning(cluster), password));
        } catch (IOException | RuntimeException unfinished) {
            return Optional.empty();
        }
    }

    private static DatabaseAddress addressOn(int port, String password) {
        return new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, password);
    }

    /** Stops it after open transactions were rolled back; everything committed is on disk. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        stop(binaries, cluster);
    }

    private static void stop(PostgresBinaries binaries, Path cluster) throws IOException {
        check(
                "pg_ctl",
                run(binaries, "pg_ctl", List.of("-D", cluster.toString(), "-m", "fast", "-w", "stop")),
                cluster);
    }

    /** A minor version reads the files of every other of its major version, no other does. */
    private static void refuseOtherMajorVersion(PostgresBinaries binaries, Path cluster) throws IOException {
        String found = Files.readString(cluster.resolve("PG_VERSION")).strip();
        if (!found.equals(binaries.majorVersion())) {
            throw new IOException("the database in " + cluster + " is of PostgreSQL " + found
                    + ", and this version of Stagedoor brings PostgreSQL " + binaries.majorVersion()
                    + ", which cannot read it. Nothing was changed. Start the version of Stagedoor that you had, dump the"
                    + " database and restore it elsewhere, as docs/operations.md says under \"Another major version of"
                    + " PostgreSQL\".");
        }
    }

    /** Its first line begins with the program by which the running one was started. */
    private static boolean runsBy(PostgresBinaries binaries, Path cluster) throws IOException {
        return Files.readString(cluster.resolve("postmaster.opts"))
                .startsWith(binaries.home().toRealPath().resolve("bin") + "/");
    }

    private static void create(PostgresBinaries binaries, Path cluster, Path passwordFile) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, HexFormat.of().formatHex(random));
        // An interrupted initdb leaves a folder without PG_VERSION or removes it; --sync-only is not needed, it syncs
        // itself.
        List<String> arguments = List.of(
                "-D",
                cluster.toString(),
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "--pwfile",
                passwordFile.toString(),
                "-E",
                "UTF8",
                "--locale=C",
                "--no-instructions");
        check("initdb", run(binaries, "initdb", arguments), cluster);
    }

    private static void start(PostgresBinaries binaries, Path cluster, int port) throws IOException {
        StringBuilder options = new StringBuilder("-p ").append(port);
        for (String setting : SETTINGS) {
            options.append(" -c '").append(setting).append('\'');
        }
        List<String> arguments = List.of(
                "-D", cluster.toString(),
                "-l", cluster.resolve("server.log").toString(),
                "-o", options.toString(),
                "-t", Integer.toString(COMMAND_LIMIT_S - 5),
                "-w", "start");
        check("pg_ctl", run(binaries, "pg_ctl", arguments), cluster);
    }

    private static int run(PostgresBinaries binaries, String program, List<String> arguments) throws IOException {
        var builder = new ProcessBuilder(binaries.command(program, arguments))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        // Without a name initdb compares the system's time zone with every zone there is; ours is set above.
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        try {
            if (!process.waitFor(COMMAND_LIMIT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " did not finish within " + COMMAND_LIMIT_S + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + program, e);
        }
    }

    private static void check(String program, int exitCode, Path cluster) throws IOException {
        if (exitCode != 0) {
            throw new IOException("the embedded PostgreSQL could not be run: " + program + " exited with " + exitCode
                    + "; its log is " + cluster.resolve("server.log")
                    + ". On a system without unprivileged user namespaces do not run as root, or set DATABASE_URL.");
        }
    }

    /** The first line of postmaster.pid is the process; an orderly stop removes the file, a kill leaves it. */
    private static boolean isAlive(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return false;
        }
        try {
            long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        } catch (NumberFormatException | NoSuchElementException e) {
            throw new IOException("the embedded database's " + file + " cannot be read", e);
        }
    }

    /** The fourth line of postmaster.pid is the port. */
    private static int portOfRunning(Path cluster) throws IOException {
        List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"), StandardCharsets.UTF_8);
        return Integer.parseInt(lines.get(3).strip());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
