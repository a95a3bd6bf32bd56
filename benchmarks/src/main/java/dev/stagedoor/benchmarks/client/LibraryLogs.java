package dev.stagedoor.benchmarks.client;

import java.util.logging.Level;
import java.util.logging.LogManager;

/** ice4j and jitsi-srtp tell much by {@code java.util.logging}; a command's output has no place for it. */
public final class LibraryLogs {
    private static final String ROOT = "";

    private LibraryLogs() {}

    /** From now on the libraries speak only of what is wrong. */
    public static void warningsOnly() {
        var root = LogManager.getLogManager().getLogger(ROOT);
        if (root != null) {
            root.setLevel(Level.WARNING);
        }
    }
}
