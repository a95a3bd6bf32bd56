package dev.stagedoor.server.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Data directories that find the database's programs unpacked. To unpack them takes seconds of a processor, and {@link
 * EmbeddedPostgresTest} does it as an installation does.
 */
public final class TestData {
    private static final Path PROGRAMS = Path.of("target", "programs").toAbsolutePath();

    private TestData() {}

    /** A new one of this name; where nothing has been installed otherwise. */
    public static Path in(Path folder, String name) throws IOException {
        unpackOnce();
        Path data = Files.createDirectory(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createSymbolicLink(data.resolve("lib"), PROGRAMS);
        return data;
    }

    /** Several servers of one test may start at the same time, and tests run in two JVMs. */
    private static synchronized void unpackOnce() throws IOException {
        Files.createDirectories(PROGRAMS);
        try (FileChannel lock = FileChannel.open(
                        PROGRAMS.resolveSibling("programs.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = lock.lock()) {
            PostgresBinaries.unpack(PROGRAMS);
        }
    }
}
