package dev.stagedoor.signaling.store;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that is away or overwhelmed from a fault of ours, whoever ran into it: all of them keep the SQLException as
 * a cause. By the classes of PostgreSQL's documentation, appendix A.
 */
public final class Outage {
    /** Connection exception, insufficient resources, operator intervention, system error. */
    private static final List<String> CLASSES = List.of("08", "53", "57", "58");

    private static final int MOST_CAUSES = 16;

    private Outage() {}

    /** Whether it is one, or a pool that had nothing free in time. */
    public static boolean isBehind(Throwable failure) {
        return failure instanceof Database.BusyException || behind(failure) != null;
    }

    /** The SQLException that says so, null if it is something else. */
    public static @Nullable SQLException behind(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            if (cause instanceof SQLException sql && isOutage(sql)) {
                return sql;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static boolean isOutage(SQLException sql) {
        String state = sql.getSQLState();
        return sql instanceof SQLTransientException
                || (state != null && CLASSES.stream().anyMatch(state::startsWith));
    }
}
