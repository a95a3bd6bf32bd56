package dev.stagedoor.server.backup;

import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.billing.Billing;
import dev.stagedoor.server.database.ConnectionPool;
import dev.stagedoor.server.database.DatabaseAddress;
import dev.stagedoor.server.database.DatabaseFacts;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL's own programs on a database that is not ours to copy. The address goes to them by their environment, where
 * other users of the machine do not read it.
 */
public final class ExternalBackup {
    private ExternalBackup() {}

    /** Writes all of both schemas in pg_dump's custom format, as of one moment; the file appears when it is whole. */
    public static void dump(String databaseUrl, Path target) throws IOException {
        try (UnfinishedFile file = UnfinishedFile.of(target)) {
            run("pg_dump", databaseUrl, List.of("--format=custom", "--no-owner", "--file=" + file.path()));
            file.finish();
        }
    }

    /**
     * Fills an empty database, in one transaction: it is restored whole or stays empty. Roles are the database server's and
     * in no dump: on another server billing's is made first, or its grants are left out where it may not be made.
     */
    public static void restore(String databaseUrl, Path source) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("--no-owner", "--exit-on-error", "--single-transaction", "--dbname=" + nameOf(databaseUrl)));
        if (!prepare(databaseUrl)) {
            arguments.add("--no-privileges");
        }
        arguments.add(source.toString());
        run("pg_restore", databaseUrl, arguments);
    }

    private static boolean prepare(String databaseUrl) throws IOException {
        DatabaseAddress address = DatabaseAddress.parse(databaseUrl);
        // Says in the driver's words why a database cannot be reached.
        var _ = DatabaseFacts.read(address);
        try (HikariDataSource owner = ConnectionPool.open("restore", address, 1, null)) {
            return Billing.prepareForCopy(owner);
        }
    }

    /** @throws IOException if the URL has another form than {@code postgres://user:password@host:port/name} */
    private static String nameOf(String databaseUrl) throws IOException {
        URI uri = URI.create(databaseUrl);
        if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw new IOException("database.url must have the form postgres://user:password@host:5432/name for this");
        }
        return uri.getPath().substring(1);
    }

    private static void run(String program, String databaseUrl, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        environment(databaseUrl, builder.environment());
        Process process;
        try {
            process = builder.start();
        } catch (IOException absent) {
            throw new IOException(
                    program
                            + " is not installed. Install your system's postgresql-client, at least as new as the database.",
                    absent);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(program + " failed: " + said.strip() + remedy(program, said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new IOException("interrupted while waiting for " + program, e);
        }
    }

    private static String remedy(String program, String said) {
        return said.contains("server version mismatch")
                ? System.lineSeparator() + program + " is older than the database. Install a newer postgresql-client;"
                        + " where your system has none, https://www.postgresql.org/download has."
                : "";
    }

    private static void environment(String databaseUrl, Map<String, String> environment) throws IOException {
        String name = nameOf(databaseUrl);
        URI uri = URI.create(databaseUrl);
        // Their words are read above.
        environment.put("LC_ALL", "C");
        environment.put("PGHOST", uri.getHost());
        environment.put("PGPORT", Integer.toString(uri.getPort() < 0 ? 5432 : uri.getPort()));
        environment.put("PGDATABASE", name);
        String[] userInfo = (uri.getUserInfo() == null ? "" : uri.getUserInfo()).split(":", 2);
        if (!userInfo[0].isEmpty()) {
            environment.put("PGUSER", userInfo[0]);
        }
        if (userInfo.length > 1) {
            environment.put("PGPASSWORD", userInfo[1]);
        }
        if (uri.getQuery() != null && uri.getQuery().contains("sslmode=")) {
            environment.put("PGSSLMODE", uri.getQuery().replaceAll(".*sslmode=([a-z-]+).*", "$1"));
        }
    }
}
