package dev.stagedoor.billing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A migrated database of a test class's own, copied from a template. One PostgreSQL runs for all classes of the JVM and
 * stops with it.
 */
public final class FreshDatabase implements BeforeAllCallback, AfterAllCallback {
    private static final String TEMPLATE = "billing_template";

    private @Nullable Server server;
    private @Nullable String name;
    private @Nullable HikariDataSource pool;

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        server = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(FreshDatabase.class))
                .computeIfAbsent(Server.class, _ -> Server.start(), Server.class);
        name = "billing_" + UUID.randomUUID().toString().replace("-", "");
        server.execute("create database " + name + " template " + TEMPLATE);
        pool = newPool(16);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        pool().close();
    }

    /** As the server has it: under the role that may only post. */
    public HikariDataSource pool() {
        return require(pool);
    }

    /** Another pool of that kind, to be cut off or closed. */
    public HikariDataSource newPool(int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(owner());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(20_000);
        config.setConnectionInitSql(Billing.CONNECTION_INIT_SQL);
        return new HikariDataSource(config);
    }

    /** As the owner and superuser, who may do everything that triggers do not forbid. */
    public DataSource owner() {
        return require(server).postgres.getDatabase("postgres", require(name));
    }

    private static <T> T require(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("register as a static field: it is made before all tests of a class");
        }
        return value;
    }

    private record Server(EmbeddedPostgres postgres) implements AutoCloseable {
        static Server start() {
            try {
                Server server = new Server(EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "200")
                        .start());
                server.execute("create database " + TEMPLATE);
                Billing.migrate(server.postgres.getDatabase("postgres", TEMPLATE));
                return server;
            } catch (IOException | SQLException e) {
                throw new IllegalStateException("no embedded PostgreSQL", e);
            }
        }

        void execute(String sql) throws SQLException {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void close() throws IOException {
            postgres.close();
        }
    }
}
