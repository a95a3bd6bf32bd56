package dev.stagedoor.server.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** A PostgreSQL of the oldest version that is supported, as somebody might run it for themselves. */
public final class OldestPostgres implements AutoCloseable {
    /** Where the build puts the archive of its programs, and where they are unpacked once for all who start one. */
    private static final Path ARCHIVES = Path.of("target", "oldest-postgres").toAbsolutePath();

    private final EmbeddedPostgres postgres;

    private OldestPostgres(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Starts an empty one. */
    public static OldestPostgres start(Path folder) throws IOException {
        return new OldestPostgres(EmbeddedPostgres.start(programs(), folder));
    }

    private static synchronized PostgresBinaries programs() throws IOException {
        Path file = archive();
        Path lib = ARCHIVES.resolve("lib");
        try (JarFile archive = new JarFile(file.toFile())) {
            JarEntry programs = archive.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
            try (InputStream from = archive.getInputStream(programs)) {
                return PostgresBinaries.unpack(from, lib, versionOf(file));
            }
        }
    }

    private static String versionOf(Path archive) {
        String name = archive.getFileName().toString();
        return name.substring(name.lastIndexOf('-') + 1, name.length() - ".jar".length());
    }

    /** As a hosting platform hands it out. */
    public String url() {
        DatabaseAddress address = postgres.address();
        return address.jdbcUrl()
                .replace("jdbc:postgresql://", "postgres://" + address.user() + ':' + address.password() + '@');
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }

    private static Path archive() throws IOException {
        try (Stream<Path> files = Files.list(ARCHIVES)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
