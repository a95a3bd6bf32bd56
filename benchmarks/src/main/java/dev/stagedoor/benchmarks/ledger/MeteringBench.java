package dev.stagedoor.benchmarks.ledger;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.load.process.ProcessFigures;
import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.pricing.Increment;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** One run: calls begin one after the other, are metered in real time with maintenance as in a server, end, and are checked. */
final class MeteringBench {
    private static final int MAINTENANCE_THREADS = 4;
    private static final int SPARE_CONNECTIONS = 4;

    private final Plan plan;
    private final Consumer<String> progress;

    /**
     * What to measure.
     *
     * @param sessions that run at once
     * @param rampMs over which they begin
     * @param measuredMs after all have begun
     * @param config of billing, without peak hours; a server's for figures, a faster one for tests
     */
    record Plan(int sessions, Increment increment, long rampMs, long measuredMs, BillingConfig config) {}

    MeteringBench(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    MeteringReport run() {
        var news = new WalletNews();
        try (var database = LedgerDatabase.start(plan.config().maximumTransactions() + SPARE_CONNECTIONS);
                var billing =
                        Billing.open(database.pool(), plan.config(), new NoSecrets(), InstantSource.system(), news);
                var maintenance = Executors.newScheduledThreadPool(
                        MAINTENANCE_THREADS,
                        Thread.ofPlatform().name("maintenance-", 0).factory());
                var crowd = new MeteredCrowd(billing, plan, news)) {
            progress.accept("filling wallets");
            crowd.endow();
            keepHouse(maintenance, billing);
            progress.accept("beginning calls");
            crowd.begin();
            progress.accept("measuring");
            var report = measure(database.pool(), billing, crowd);
            maintenance.shutdown();
            return report;
        }
    }

    private void keepHouse(ScheduledExecutorService maintenance, Billing billing) {
        for (Runnable part : billing.maintenance().parts()) {
            var _ = maintenance.scheduleWithFixedDelay(
                    () -> {
                        try {
                            part.run();
                        } catch (RuntimeException e) {
                            progress.accept("maintenance failed: " + e);
                        }
                    },
                    1,
                    1,
                    TimeUnit.SECONDS);
        }
    }

    private MeteringReport measure(DataSource pool, Billing billing, MeteredCrowd crowd) {
        var postgres = PostgresCpu.behind(pool);
        var before = Counts.of(pool);
        double javaBefore = javaSeconds();
        double postgresBefore = postgres.seconds();
        long beganNs = System.nanoTime();
        crowd.measureFor(plan.measuredMs());
        double seconds = (System.nanoTime() - beganNs) / (double) TimeUnit.SECONDS.toNanos(1);
        double javaCores = (javaSeconds() - javaBefore) / seconds;
        double postgresCores = (postgres.seconds() - postgresBefore) / seconds;
        var after = Counts.of(pool);
        progress.accept("ending calls and checking the books");
        var findings = new MeteringAudit(billing, plan).findings(crowd);
        var tally = crowd.tally();
        return new MeteringReport(
                plan.sessions(),
                plan.increment().name().toLowerCase(Locale.ROOT),
                seconds,
                new MeteringReport.PerSecond(
                        tally.reports() / seconds,
                        (after.heartbeats - before.heartbeats) / seconds,
                        (after.captures - before.captures) / seconds,
                        (after.extensions - before.extensions) / seconds),
                javaCores,
                postgresCores,
                tally.stepMs(),
                tally.lateMs(),
                tally.skippedReports(),
                findings.isEmpty(),
                findings);
    }

    private static double javaSeconds() {
        return ProcessFigures.of(ProcessHandle.current().pid()).cpuSeconds();
    }

    /** What the database has of it. */
    private record Counts(long heartbeats, long captures, long extensions) {
        static Counts of(DataSource pool) {
            try (var connection = pool.getConnection();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("""
                            select (select count(*) from billing.heartbeat),
                                   count(*) filter (where code = 'CAPTURE'), count(*) filter (where code = 'EXTEND')
                              from billing.transfer""")) {
                row.next();
                return new Counts(row.getLong(1), row.getLong(2), row.getLong(3));
            } catch (SQLException e) {
                throw new LoadFailure("heartbeats and captures could not be counted: " + e.getMessage(), e);
            }
        }
    }
}
