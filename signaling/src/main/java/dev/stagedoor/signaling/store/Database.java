package dev.stagedoor.signaling.store;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The way to the database. A semaphore stands before the pool, because virtual threads are cheap and connections are
 * not: without it a burst of requests would queue inside the pool, where nobody can tell them how long to wait.
 */
public final class Database {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DSLContext sql;
    private final DataSource dataSource;
    private final Semaphore connections;

    /** @param connections how many connections signalling may use of the pool at a time */
    public Database(DataSource dataSource, int connections) {
        this.dataSource = dataSource;
        this.sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        this.connections = new Semaphore(connections, true);
    }

    /** The database had no connection free in time. Whoever asked should ask again a little later. */
    public static final class BusyException extends RuntimeException {
        BusyException(Duration waited) {
            super("no database connection became free within " + waited);
        }
    }

    /** Brings schema {@code app} to the version of this program; migrations only ever go forward. */
    public void migrate() {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(dataSource)
                .schemas("app")
                .locations("classpath:db/app")
                .load()
                .migrate();
    }

    /** Whether the database answers. */
    public boolean isUp() {
        try {
            return query(context -> context.fetchValue("select 1")) != null;
        } catch (RuntimeException down) {
            return false;
        }
    }

    /** Runs statements that need not be seen together. */
    <T extends @Nullable Object> T query(Function<DSLContext, T> work) {
        enter();
        try {
            return work.apply(sql);
        } finally {
            connections.release();
        }
    }

    /** Runs statements in one transaction: all of them or, when one throws, none. */
    <T extends @Nullable Object> T transaction(Function<DSLContext, T> work) {
        enter();
        try {
            return sql.transactionResult(configuration -> work.apply(configuration.dsl()));
        } finally {
            connections.release();
        }
    }

    private void enter() {
        try {
            if (!connections.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a database connection", e);
        }
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
