package dev.stagedoor.signaling.web;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.signaling.store.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** One PostgreSQL for all tests of this run, a migrated and empty database of it for each who asks. */
final class TestDatabase {
    private static final String TEMPLATE = "app_template";
    private static final EmbeddedPostgres POSTGRES = start();

    private TestDatabase() {}

    static HikariDataSource fresh() {
        String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        create(POSTGRES, name, " template " + TEMPLATE);
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(POSTGRES.getJdbcUrl("postgres", name));
        pool.setMaximumPoolSize(10);
        return new HikariDataSource(pool);
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
            create(postgres, TEMPLATE, "");
            new Database(postgres.getDatabase("postgres", TEMPLATE), 1).migrate();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(EmbeddedPostgres postgres, String name, String template) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + template);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create " + name, e);
        }
    }
}
