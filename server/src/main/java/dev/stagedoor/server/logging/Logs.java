package dev.stagedoor.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.Settings;
import java.util.Iterator;
import org.slf4j.LoggerFactory;

/** Sets the log up as the settings say; may be done again at any time. */
public final class Logs {
    private static final String OURS = "dev.stagedoor";

    private Logs() {}

    /** Takes up level and format. */
    public static void apply(Settings settings) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        context.getLogger(OURS)
                .setLevel(Level.valueOf(settings.get(Keys.LOG_LEVEL).name()));
        Iterator<Appender<ILoggingEvent>> appenders =
                context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
        while (appenders.hasNext()) {
            if (appenders.next() instanceof OutputStreamAppender<ILoggingEvent> stream
                    && stream.getEncoder() instanceof LogEncoder encoder) {
                encoder.setFormat(settings.get(Keys.LOG_FORMAT));
            }
        }
    }
}
