package dev.stagedoor.server.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The kernel's bounds on socket buffers: a key frame to thousands leaves in one burst, and what does not fit is lost. */
final class SocketBufferCheck implements Check {
    /** What media asks for; the kernel silently gives less. */
    private static final long WANTED_BYTES = 4L << 20;

    private final Path folder;

    private static final int LONGEST = 32;

    SocketBufferCheck() {
        this(Path.of("/proc/sys/net/core"));
    }

    /** @param folder with the two files of the kernel */
    SocketBufferCheck(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<Finding> run() {
        return List.of(judge("rmem_max", "receive-buffer"), judge("wmem_max", "send-buffer"));
    }

    private Finding judge(String name, String check) {
        Optional<Long> bytes = read(name);
        if (bytes.isEmpty()) {
            return Finding.ok(
                    check, "net.core." + name + " is not told here, as in some containers; the host's counts");
        }
        String found = "net.core." + name + " is " + bytes.get() + " bytes";
        return bytes.get() >= WANTED_BYTES
                ? Finding.ok(check, found)
                : Finding.warning(
                        check,
                        found + "; media wants " + WANTED_BYTES,
                        "sysctl -w net.core." + name + "=" + WANTED_BYTES
                                + ", and the same line in /etc/sysctl.d/stagedoor.conf; in a container on its host");
    }

    private Optional<Long> read(String name) {
        // In one read: the kernel has nothing to add to the first one, however short, and Files would ask for one byte
        // first.
        byte[] text = new byte[LONGEST];
        try (InputStream file = Files.newInputStream(folder.resolve(name))) {
            int length = Math.max(0, file.read(text));
            return Optional.of(Long.parseLong(new String(text, 0, length, StandardCharsets.US_ASCII).strip()));
        } catch (IOException | NumberFormatException unknown) {
            return Optional.empty();
        }
    }
}
