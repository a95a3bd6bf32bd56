package dev.stagedoor.server.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Makes a data directory of a backup. What is there already is never overwritten. */
public final class EmbeddedRestore {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<PosixFilePermission> OWNER_FILE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private EmbeddedRestore() {}

    /**
     * Unpacks; the database is there, whole, or not at all.
     *
     * @param data folder of the data; the caller holds it
     * @throws IOException if there is a database already, or the file is no backup of ours; says what to do
     */
    public static void unpack(Path archive, Path data) throws IOException {
        if (Files.exists(data.resolve("postgres"))) {
            throw new IOException("there is a database in " + data + " already. Move it away first (mv " + data + " "
                    + data + ".before), or restore to another folder by --data DIR.");
        }
        Path unfinished = Files.createTempDirectory(data, "restoring-", OWNER_ONLY);
        try {
            unpackInto(archive, unfinished);
            checkManifest(archive, unfinished);
            Files.delete(unfinished.resolve(EmbeddedBackup.MANIFEST));
            try (Stream<Path> children = Files.list(unfinished)) {
                // The database last: it is what makes the folder look like an installation.
                for (Path child : children.sorted(Comparator.comparing(EmbeddedRestore::isDatabase))
                        .toList()) {
                    Files.move(child, data.resolve(child.getFileName()), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } finally {
            delete(unfinished);
        }
    }

    private static boolean isDatabase(Path child) {
        return child.getFileName().toString().equals("postgres");
    }

    private static void unpackInto(Path archive, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target) || !(entry.isFile() || entry.isDirectory())) {
                    throw new IOException(archive + " is no backup of Stagedoor: it has an entry " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path, OWNER_ONLY);
                } else {
                    Files.createDirectories(path.resolve("..").normalize(), OWNER_ONLY);
                    Files.copy(tar, path);
                    Files.setPosixFilePermissions(path, OWNER_FILE);
                }
            }
        }
    }

    private static void checkManifest(Path archive, Path unpacked) throws IOException {
        Path manifest = unpacked.resolve(EmbeddedBackup.MANIFEST);
        if (!Files.exists(manifest)) {
            throw new IOException(archive + " is no backup of Stagedoor: it has no " + EmbeddedBackup.MANIFEST);
        }
        JsonNode json = new ObjectMapper().readTree(manifest.toFile());
        if (json.path("format").asInt() != EmbeddedBackup.FORMAT) {
            throw new IOException(archive + " has format " + json.path("format").asText() + ", this version reads "
                    + EmbeddedBackup.FORMAT + ". Restore it with the version that made it.");
        }
    }

    private static void delete(Path tree) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(tree)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
