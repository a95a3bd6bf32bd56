package dev.stagedoor.server.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's own programs, unpacked once from the archive that comes as a library of this server. They are found by their
 * version, so that a new one of the same major version is taken up at the next start.
 */
final class PostgresBinaries {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);
    private static final String HOMES = "postgres-";

    private final Path home;
    private final String version;

    private PostgresBinaries(Path home, String version) {
        this.home = home;
        this.version = version;
    }

    /**
     * Unpacks under {@code parent} unless that was done before. The folder appears under its final name only when it is
     * whole, so an interrupted unpacking is simply done again.
     */
    static PostgresBinaries unpack(Path parent) throws IOException {
        String archive = archiveName();
        try (InputStream resource = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (resource == null) {
                throw new IOException("no embedded PostgreSQL for this system (" + archive
                        + "): install PostgreSQL 15 or newer and set DATABASE_URL");
            }
            return unpack(resource, parent, ownVersion());
        }
    }

    /** Unpacks an archive of them, of this version, unless that was done before. */
    static PostgresBinaries unpack(InputStream archive, Path parent, String version) throws IOException {
        Path home = parent.resolve(HOMES + version);
        PostgresBinaries binaries = new PostgresBinaries(home, version);
        if (Files.isDirectory(home)) {
            return binaries;
        }
        Files.createDirectories(parent);
        removeLeftovers(parent);
        Path unfinished = Files.createTempDirectory(parent, "unpacking-");
        unpack(archive, unfinished);
        Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        return binaries;
    }

    /** Whose files they read and write; those of another one they do not. */
    String majorVersion() {
        return version.substring(0, version.indexOf('.'));
    }

    /** Such as 18.6.0: major and minor version, and what was changed about the archive since. */
    String version() {
        return version;
    }

    /** Where they are. */
    Path home() {
        return home;
    }

    /** Takes away what was unpacked of other versions. Nothing may run by them any more. */
    void removeOthers() {
        try (Stream<Path> children = Files.list(home.resolveSibling("."))) {
            for (Path child : children.toList()) {
                String name = child.getFileName().toString();
                if (name.startsWith(HOMES) && !child.getFileName().equals(home.getFileName())) {
                    delete(child);
                }
            }
        } catch (IOException e) {
            LOG.warn("Former programs of the database could not be deleted: {}", e.getMessage());
        }
    }

    /**
     * The command line of one program. PostgreSQL refuses to run as root; in a user namespace of its own the same user has
     * no privileges any more, and still owns its files.
     */
    List<String> command(String program, List<String> arguments) {
        Stream<String> prefix = isRoot() ? Stream.of("unshare", "--user") : Stream.of();
        Stream<String> executable =
                Stream.of(home.resolve("bin").resolve(program).toString());
        return Stream.concat(Stream.concat(prefix, executable), arguments.stream())
                .toList();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static String archiveName() {
        String architecture = System.getProperty("os.arch", "");
        return "/postgres-linux-" + (architecture.equals("aarch64") ? "arm_64" : "x86_64") + ".txz";
    }

    private static String ownVersion() throws IOException {
        Properties facts = new Properties();
        try (InputStream file = PostgresBinaries.class.getResourceAsStream("postgres.properties")) {
            facts.load(Objects.requireNonNull(file, "postgres.properties"));
        }
        return facts.getProperty("version");
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("archive entry outside its folder: " + entry.getName());
                }
                unpack(tar, entry, path);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if (entry.getName().startsWith("bin/")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void removeLeftovers(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            for (Path child : children.toList()) {
                if (child.getFileName().toString().startsWith("unpacking-")) {
                    delete(child);
                }
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
