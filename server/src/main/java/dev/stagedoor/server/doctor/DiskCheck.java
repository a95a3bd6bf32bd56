package dev.stagedoor.server.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Room for the data: a database without any stops, and calls with it. */
final class DiskCheck implements Check {
    private static final String NAME = "disk";
    private static final double GIB = 1024.0 * 1024 * 1024;
    private static final double WANTED_GIB = 5;
    private static final double LEAST_GIB = 0.5;

    private final Path data;

    /** @param data need not exist yet */
    DiskCheck(Path data) {
        this.data = data.toAbsolutePath();
    }

    @Override
    public List<Finding> run() {
        Path existing = data;
        while (!Files.exists(existing)) {
            Path parent = existing.getParent();
            if (parent == null) {
                return List.of(Finding.failure(NAME, data + " has no existing parent", "make the folder"));
            }
            existing = parent;
        }
        if (!Files.isWritable(existing)) {
            return List.of(Finding.failure(
                    NAME,
                    existing + " is not writable for " + System.getProperty("user.name"),
                    "chown it, or choose another place by --data or data.directory"));
        }
        try {
            FileStore store = Files.getFileStore(existing);
            return List.of(judge(data, store.getUsableSpace() / GIB));
        } catch (IOException e) {
            return List.of(Finding.warning(NAME, "the free space of " + data + " is not told: " + e, "look by df -h"));
        }
    }

    static Finding judge(Path data, double freeGib) {
        String found = String.format(Locale.ROOT, "%.1f GiB free for %s", freeGib, data);
        String remedy = "free some, or move the data: stop, mv, and set data.directory";
        if (freeGib < LEAST_GIB) {
            return Finding.failure(NAME, found, remedy);
        }
        return freeGib < WANTED_GIB ? Finding.warning(NAME, found, remedy) : Finding.ok(NAME, found);
    }
}
