package dev.stagedoor.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.billing.Billing;
import dev.stagedoor.server.database.ConnectionPool;
import dev.stagedoor.server.database.DataDirectory;
import dev.stagedoor.server.database.DatabaseAddress;
import dev.stagedoor.server.database.EmbeddedPostgres;
import dev.stagedoor.server.database.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBackupTest {
    @TempDir
    private Path folder = Path.of("");

    /**
     * Somebody moves money from one row to another all the while. The copy has every payment that was committed before it
     * began, and of later ones each whole or not at all.
     */
    @Test
    void restoresEveryCommittedPaymentWholeOutOfARunningDatabase() throws Exception {
        Path file = folder.resolve("backup.tar.gz");
        long committedBefore;
        try (DataDirectory data = DataDirectory.open(TestData.in(folder, "first"));
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            DatabaseAddress address = postgres.address();
            migrate(address);
            execute(address, "create table paid (id bigint primary key, amount bigint, filler text)");
            Payments payments = new Payments(address);
            payments.begin();
            payments.awaitSome();
            committedBefore = payments.committed.get();
            EmbeddedBackup.write(data.path(), address, file, Instant.EPOCH);
            payments.end();
        }
        try (DataDirectory data = DataDirectory.open(TestData.in(folder, "second"))) {
            EmbeddedRestore.unpack(file, data.path());
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
                assertThat(number(postgres.address(), "select count(*) from paid"))
                        .isGreaterThanOrEqualTo(2 * committedBefore);
                assertThat(number(postgres.address(), "select coalesce(sum(amount), 0) from paid"))
                        .isZero();
                assertThat(number(
                                postgres.address(),
                                "select count(*) from information_schema.tables where table_schema = 'billing'"))
                        .isPositive();
                // It is a database to go on with.
                execute(postgres.address(), "insert into paid values (-1, 0, '')");
            }
        }
    }

    @Test
    void overwritesNoDatabaseAndTakesNoOtherFile() throws Exception {
        Path file = folder.resolve("backup.tar.gz");
        try (DataDirectory data = DataDirectory.open(TestData.in(folder, "first"));
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            EmbeddedBackup.write(data.path(), postgres.address(), file, Instant.EPOCH);
            assertThatThrownBy(() -> EmbeddedRestore.unpack(file, data.path()))
                    .hasMessageContaining("already")
                    .hasMessageContaining("--data DIR");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Path other = folder.resolve("other");
        Files.createDirectories(folder.resolve("third"));
        try (BackupArchive archive = BackupArchive.create(other)) {
            archive.text("postgres/PG_VERSION", "18");
            archive.finish();
        }
        assertThatThrownBy(() -> EmbeddedRestore.unpack(other, folder.resolve("third")))
                .hasMessageContaining("no backup of Stagedoor");
        try (BackupArchive archive = BackupArchive.create(folder.resolve("evil"))) {
            archive.text("../outside", "x");
            archive.finish();
        }
        assertThatThrownBy(() -> EmbeddedRestore.unpack(folder.resolve("evil"), folder.resolve("third")))
                .hasMessageContaining("../outside");
        assertThat(folder.resolve("third")).isEmptyDirectory();
        assertThat(folder.resolve("outside")).doesNotExist();
    }

    private static void migrate(DatabaseAddress address) {
        try (HikariDataSource owner = ConnectionPool.open("migrations", address, 2, null)) {
            Billing.migrate(owner);
        }
    }

    private static void execute(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Writes pairs that sum to zero, one transaction each, until it is told to end. */
    private static final class Payments {
        private static final int SOME = 200;

        final AtomicLong committed = new AtomicLong();
        private final AtomicBoolean going = new AtomicBoolean(true);
        private final CountDownLatch some = new CountDownLatch(SOME);
        private final Thread thread;

        Payments(DatabaseAddress address) {
            String filler = "x".repeat(3_000);
            thread = Thread.ofVirtual().unstarted(() -> {
                try (Connection connection =
                                DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                        var insert = connection.prepareStatement("insert into paid values (?, ?, ?), (?, ?, ?)")) {
                    for (long i = 0; going.get(); i++) {
                        insert.setLong(1, 2 * i);
                        insert.setLong(2, i);
                        insert.setString(3, filler);
                        insert.setLong(4, 2 * i + 1);
                        insert.setLong(5, -i);
                        insert.setString(6, filler);
                        insert.executeUpdate();
                        committed.incrementAndGet();
                        some.countDown();
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        void begin() {
            thread.start();
        }

        void awaitSome() throws InterruptedException {
            some.await();
        }

        void end() throws InterruptedException {
            going.set(false);
            thread.join();
        }
    }
}
