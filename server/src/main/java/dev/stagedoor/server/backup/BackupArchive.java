package dev.stagedoor.server.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The file being written: a compressed tar. */
final class BackupArchive implements AutoCloseable {
    private static final int CHUNK_BYTES = 1 << 16;

    private final UnfinishedFile unfinished;
    private final FileChannel channel;
    private final TarArchiveOutputStream tar;

    private BackupArchive(UnfinishedFile unfinished, FileChannel channel, TarArchiveOutputStream tar) {
        this.unfinished = unfinished;
        this.channel = channel;
        this.tar = tar;
    }

    /** Writes beside the target; it gets its name when it is whole. */
    static BackupArchive create(Path target) throws IOException {
        UnfinishedFile unfinished = UnfinishedFile.of(target);
        FileChannel channel = FileChannel.open(unfinished.path(), StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(java.nio.channels.Channels.newOutputStream(channel), CHUNK_BYTES);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out, CHUNK_BYTES));
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        return new BackupArchive(unfinished, channel, tar);
    }

    void folder(String name) throws IOException {
        tar.putArchiveEntry(new TarArchiveEntry(name + "/"));
        tar.closeArchiveEntry();
    }

    void text(String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        begin(name, bytes.length);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    /**
     * Adds a file that may be written to meanwhile: exactly as many bytes as it had at first, with zeros for what was cut
     * off. What is wrong with it then, the database's log mends. False if it is gone.
     */
    boolean file(String name, Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            long left = Files.size(path);
            begin(name, left);
            byte[] chunk = new byte[CHUNK_BYTES];
            while (left > 0) {
                int wanted = (int) Math.min(chunk.length, left);
                int read = in.readNBytes(chunk, 0, wanted);
                java.util.Arrays.fill(chunk, read, wanted, (byte) 0);
                tar.write(chunk, 0, wanted);
                left -= wanted;
            }
            tar.closeArchiveEntry();
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private void begin(String name, long size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setMode(0600);
        tar.putArchiveEntry(entry);
    }

    /** Makes it durable and gives it its name. */
    void finish() throws IOException {
        tar.finish();
        tar.flush();
        tar.close();
        unfinished.finish();
    }

    /** Removes what is not finished. */
    @Override
    public void close() throws IOException {
        channel.close();
        unfinished.close();
    }
}
