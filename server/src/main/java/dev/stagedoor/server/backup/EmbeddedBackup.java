package dev.stagedoor.server.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.server.database.BaseBackup;
import dev.stagedoor.server.database.DatabaseAddress;
import dev.stagedoor.server.secrets.SecretKeys;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Copies a data directory whose database runs. Calls go on meanwhile. */
public final class EmbeddedBackup {
    static final String MANIFEST = "manifest.json";
    static final int FORMAT = 1;

    private static final String CLUSTER = "postgres";
    private static final Path LOG = Path.of("pg_wal");

    /** Folders that PostgreSQL makes anew at its start; they must exist, and nothing in them is kept. */
    private static final Set<String> EMPTY_FOLDERS = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");
    /** Of the process that runs, not of the data. */
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "server.log");
    /** Beside the database: without its password nobody gets in again, without the keys nobody reads what is sealed. */
    private static final List<String> BESIDE = List.of("postgres.password", SecretKeys.FILE, "demo-accounts.json");

    private EmbeddedBackup() {}

    /**
     * Writes the backup of {@code data} to {@code target}, which appears when it is whole.
     *
     * @param address of the running database of this data directory
     * @param now for the manifest
     */
    public static void write(Path data, DatabaseAddress address, Path target, Instant now) throws IOException {
        Path cluster = data.resolve(CLUSTER);
        try (BackupArchive archive = BackupArchive.create(target);
                BaseBackup backup = BaseBackup.begin(address)) {
            archive.text(
                    MANIFEST,
                    new ObjectMapper()
                            .writeValueAsString(Map.of("format", FORMAT, "made", now.toString(), "kind", "embedded")));
            copy(archive, cluster);
            BaseBackup.Ending ending = backup.end();
            archive.text(CLUSTER + "/backup_label", ending.label());
            if (!ending.tablespaces().isEmpty()) {
                archive.text(CLUSTER + "/tablespace_map", ending.tablespaces());
            }
            copyLog(archive, cluster, ending);
            for (String name : BESIDE) {
                var _ = archive.file(name, data.resolve(name));
            }
            archive.finish();
        }
    }

    private static void copy(BackupArchive archive, Path cluster) throws IOException {
        List<Path> all = everythingUnder(cluster);
        for (Path path : all) {
            Path name = cluster.relativize(path);
            String entry = CLUSTER + (name.toString().isEmpty() ? "" : "/" + name);
            if (isLeftOut(name)) {
                continue;
            }
            if (Files.isDirectory(path)) {
                archive.folder(entry);
            } else {
                var _ = archive.file(entry, path);
            }
        }
        archive.folder(CLUSTER + "/pg_wal/archive_status");
    }

    /** Tables that are dropped meanwhile take their files with them. */
    private static List<Path> everythingUnder(Path cluster) throws IOException {
        List<Path> all = new ArrayList<>();
        Files.walkFileTree(cluster, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                all.add(folder);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                all.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
                if (why instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw why;
            }
        });
        return all;
    }

    private static boolean isLeftOut(Path name) {
        boolean inside = name.getNameCount() > 1
                && EMPTY_FOLDERS.contains(name.getName(0).toString());
        String last = name.getFileName().toString();
        return inside || LEFT_OUT.contains(last) || last.startsWith("pgsql_tmp") || last.startsWith("pg_internal.init");
    }

    /** Segments are named in the order in which they were written. */
    private static void copyLog(BackupArchive archive, Path cluster, BaseBackup.Ending ending) throws IOException {
        List<Path> segments;
        try (Stream<Path> files = Files.list(cluster.resolve(LOG))) {
            segments = files.filter(path -> {
                        String name = path.getFileName().toString();
                        return name.matches("[0-9A-F]{24}")
                                && name.compareTo(ending.firstSegment()) >= 0
                                && name.compareTo(ending.lastSegment()) <= 0;
                    })
                    .sorted()
                    .toList();
        }
        for (Path segment : segments) {
            var _ = archive.file(CLUSTER + "/" + LOG + "/" + segment.getFileName(), segment);
        }
    }
}
