package dev.stagedoor.server.tracing;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings OpenTelemetry's complaints to our log: it would write them to the terminal itself, past the log's format and redaction,
 * and with a stack trace for every endpoint that is away. How often it repeats one it limits by itself.
 */
final class LibraryLog extends Handler {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(LibraryLog.class);

    /** Held here, because it is forgotten when nobody does. */
    private final Logger library = Logger.getLogger("io.opentelemetry");

    LibraryLog() {
        library.setUseParentHandlers(false);
        library.addHandler(this);
    }

    @Override
    public void publish(LogRecord said) {
        if (said.getLevel().intValue() >= Level.WARNING.intValue()) {
            Throwable why = said.getThrown();
            LOG.warn(
                    "{}{}",
                    said.getMessage(),
                    why == null ? "" : " (" + why.getClass().getName() + ")");
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        library.removeHandler(this);
        library.setUseParentHandlers(true);
    }
}
