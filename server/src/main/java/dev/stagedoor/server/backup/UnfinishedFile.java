package dev.stagedoor.server.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A backup being written, beside the name that it gets when it is whole: what was broken off is never taken for one. Its owner
 * alone may read it, for it holds everything.
 */
final class UnfinishedFile implements AutoCloseable {
    private final Path target;
    private final Path path;

    private UnfinishedFile(Path target, Path path) {
        this.target = target;
        this.path = path;
    }

    /** An empty one. */
    static UnfinishedFile of(Path target) throws IOException {
        Path path = target.resolveSibling(target.getFileName() + ".unfinished");
        Files.deleteIfExists(path);
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new UnfinishedFile(target, path);
    }

    /** Where it is written to. */
    Path path() {
        return path;
    }

    /** Makes it durable and gives it its name. */
    void finish() throws IOException {
        try (FileChannel written = FileChannel.open(path, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes what is not finished. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
