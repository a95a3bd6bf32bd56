package dev.stagedoor.benchmarks.client;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** ice4j and jitsi-srtp tell much by {@code java.util.logging}; a command's output has no place for it. */
public final class LibraryLogs {
    /** Kept, because the log manager itself holds loggers only weakly and would forget their levels. */
    private static final List<Logger> LIBRARIES = List.of(Logger.getLogger("org.jitsi"), Logger.getLogger("org.ice4j"));

    private LibraryLogs() {}

    /** From now on the libraries speak only of what is wrong. */
    public static void warningsOnly() {
        LIBRARIES.forEach(library -> library.setLevel(Level.WARNING));
    }
}
