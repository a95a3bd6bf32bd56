package dev.stagedoor.billing.metering;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Heartbeats that the database did not take, in a file of this node: should the node die before the database is back, the
 * next start brings them in. A disk that fails costs no more than the file would have saved, and stops nobody. Any thread.
 *
 * <p>A file is made at the first heartbeat of an outage and goes with the first that the database takes again.
 */
final class OutageLog {
    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);
    private static final String SUFFIX = ".heartbeats";

    private final @Nullable Path folder;
    private final UUID nodeId;
    /** What the file says of each session; empty while there is none. */
    private final Map<UUID, Long> written = new HashMap<>();

    /** A part of a line may be at the end of the file. */
    private boolean torn;

    /** @param folder of the files, made when it is needed; null keeps nothing */
    OutageLog(@Nullable Path folder, UUID nodeId) {
        this.folder = folder;
        this.nodeId = nodeId;
    }

    /** Makes these durable, but for those that are less than {@code stepMs} ahead of what was kept of them before. */
    synchronized void keep(List<SessionStore.Beat> beats, long stepMs) {
        List<SessionStore.Beat> news = beats.stream()
                .filter(beat -> beat.billableMs() - written.getOrDefault(beat.callId(), Long.MIN_VALUE / 2) >= stepMs)
                .toList();
        if (folder == null || news.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder(torn ? "\n" : "");
        news.forEach(beat -> lines.append(LoggedBeat.write(beat)));
        try {
            Files.createDirectories(folder);
            append(folder.resolve(nodeId + SUFFIX), lines.toString().getBytes(LoggedBeat.CHARSET));
        } catch (IOException e) {
            complain(e);
            return;
        }
        torn = false;
        news.forEach(beat -> written.put(beat.callId(), beat.billableMs()));
    }

    /** Not by a channel: whoever stops the server interrupts its threads, and a channel would give up. */
    private static void append(Path file, byte[] lines) throws IOException {
        try (FileOutputStream log = new FileOutputStream(file.toFile(), true)) {
            log.write(lines);
            log.getFD().sync();
        }
    }

    /** The database knows all of it. */
    synchronized void clear() {
        if (torn || !written.isEmpty()) {
            forget(nodeId);
            written.clear();
            torn = false;
        }
    }

    /** What other nodes left in this folder, by node; of each session what was written last. Files that cannot be read are left. */
    Map<UUID, List<SessionStore.Beat>> leftBehind() {
        Map<UUID, List<SessionStore.Beat>> left = new LinkedHashMap<>();
        if (folder == null || !Files.isDirectory(folder)) {
            return left;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                UUID node = nodeOf(file);
                if (node != null && !node.equals(nodeId)) {
                    read(file, node, left);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("Cannot see all that was delivered during an outage in {}: {}", folder, e.toString());
        }
        return left;
    }

    private static void read(Path file, UUID node, Map<UUID, List<SessionStore.Beat>> left) {
        try {
            left.put(node, LoggedBeat.read(Files.readAllBytes(file)));
        } catch (IOException e) {
            LOG.warn("Cannot read what was delivered during an outage in {}: {}", file, e.toString());
        }
    }

    private static @Nullable UUID nodeOf(Path file) {
        String name = file.getFileName().toString();
        try {
            return UUID.fromString(name.substring(0, name.length() - SUFFIX.length()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The database knows what that node left. */
    void forget(UUID node) {
        if (folder == null) {
            return;
        }
        try {
            Files.deleteIfExists(folder.resolve(node + SUFFIX));
        } catch (IOException e) {
            // Brought in once more it changes nothing.
            LOG.warn("Cannot delete what was delivered during an outage in {}: {}", folder, e.toString());
        }
    }

    private void complain(IOException e) {
        if (!torn) {
            LOG.warn(
                    "Cannot write to {} what is delivered while the database is away; it is lost if this process ends before: {}",
                    folder,
                    e.toString());
        }
        torn = true;
    }
}
