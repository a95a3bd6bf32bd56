package dev.stagedoor.server.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything an installation must not lose. One process at a time owns it: an advisory lock on a
 * file inside, which the kernel drops when that process dies in whatever way, so a crash leaves nothing to clean up.
 */
public final class DataDirectory implements AutoCloseable {
    private static final String LOCK_FILE = "stagedoor.lock";

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Makes the folder if there is none (readable by its owner only) and takes it.
     *
     * @throws InUseException if another process has it
     */
    public static DataDirectory open(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
        FileChannel channel = FileChannel.open(
                path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            String owner = read(channel);
            channel.close();
            throw new InUseException(path, owner);
        }
        write(channel, "pid " + ProcessHandle.current().pid());
        return new DataDirectory(path.toAbsolutePath(), channel, lock);
    }

    /** The folder, absolute. */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        write(channel, "");
        lock.release();
        channel.close();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very process has it
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(64);
        var _ = channel.read(content, 0);
        return StandardCharsets.UTF_8.decode(content.flip()).toString().strip();
    }

    private static void write(FileChannel channel, String content) throws IOException {
        channel.truncate(0);
        var _ = channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)), 0);
    }

    /** Another process owns the data directory. */
    public static final class InUseException extends IOException {
        private static final long serialVersionUID = 1L;

        InUseException(Path path, String owner) {
            super("a Stagedoor server (" + (owner.isEmpty() ? "pid unknown" : owner) + ") is already running on " + path
                    + ". Stop it first, or start this one with another --data DIR, --port and --media-port.");
        }
    }
}
