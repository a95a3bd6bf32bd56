package dev.stagedoor.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The process that an embedded database runs by. */
public final class Postmaster {
    private Postmaster() {}

    /** Its id; 0 while one goes and another comes. */
    public static long pid(Path data) throws IOException {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"));
            return lines.isEmpty() ? 0 : Long.parseLong(lines.getFirst().strip());
        } catch (NoSuchFileException gone) {
            return 0;
        }
    }

    /** Kills it with all its children, and waits until the system has forgotten them. */
    public static void kill(Path data) throws IOException {
        ProcessHandle postmaster = ProcessHandle.of(pid(data)).orElseThrow();
        List<ProcessHandle> processes =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }
}
