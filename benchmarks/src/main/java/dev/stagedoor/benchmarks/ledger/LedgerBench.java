package dev.stagedoor.benchmarks.ledger;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.load.process.ProcessFigures;
import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.BillingListener;
import dev.stagedoor.billing.audit.CheckReport.Status;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** One run: writers in turns of many performers and one, maintenance beside them as in a server, the books at the end. */
final class LedgerBench {
    private static final long SLICE_MS = 1_000;
    private static final double US_PER_MS = 1_000;
    private static final double MS_PER_S = 1_000;
    private static final double US_PER_S = 1_000_000;
    private static final double MEDIAN = 50;
    private static final double LATE = 99;
    private static final int SPARE_CONNECTIONS = 4;

    private final Plan plan;
    private final Consumer<String> progress;

    /**
     * What to measure.
     *
     * @param writers who tip at the same time
     * @param warmUpMs of tips that do not count
     * @param measuredMs of the headline; the other kind of turn takes as long again
     * @param hot whether the headline is for one performer whom everybody tips
     * @param compare whether pgbench calls the posting function in a loop as well
     * @param checkEveryMs the books are also checked this often on the way, 0 for at the end only
     */
    record Plan(int writers, long warmUpMs, long measuredMs, boolean hot, boolean compare, long checkEveryMs) {}

    LedgerBench(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    LedgerReport run() {
        var config = BillingConfig.builder().maximumTransactions(plan.writers()).build();
        try (var database = LedgerDatabase.start(plan.writers() + SPARE_CONNECTIONS);
                var billing =
                        Billing.open(database.pool(), config, new NoSecrets(), InstantSource.system(), new Deaf());
                var maintenance = Executors.newScheduledThreadPool(2);
                var tippers = new Tippers(billing, plan.writers())) {
            for (Runnable half : List.<Runnable>of(billing.maintenance()::runUpkeep, billing.maintenance()::runJobs)) {
                var _ = maintenance.scheduleWithFixedDelay(half, 1, 1, TimeUnit.SECONDS);
            }
            progress.accept("filling wallets");
            tippers.endow();
            progress.accept("warming up");
            tippers.run(plan.warmUpMs(), false, Tippers.newHistogram());
            var report = measure(database, billing, tippers);
            maintenance.shutdown();
            return report;
        }
    }

    private LedgerReport measure(LedgerDatabase database, Billing billing, Tippers tippers) {
        progress.accept("measuring");
        var headline = new Turn(plan.hot());
        var other = new Turn(!plan.hot());
        var findings = new ArrayList<String>();
        long nextCheckMs = plan.checkEveryMs();
        var postgres = PostgresCpu.behind(database.pool());
        double javaBefore = javaSeconds();
        double postgresBefore = postgres.seconds();
        while (headline.ms < plan.measuredMs()) {
            headline.run(tippers);
            other.run(tippers);
            if (plan.checkEveryMs() > 0 && headline.ms + other.ms >= nextCheckMs) {
                nextCheckMs += plan.checkEveryMs();
                findings.addAll(findings(billing, tippers));
                progress.accept(tippers.posted() + " tips, " + (findings.isEmpty() ? "books right" : findings));
            }
        }
        double postings = headline.posted + other.posted;
        var cpu = new LedgerReport.CpuUs(
                (javaSeconds() - javaBefore) * US_PER_S / postings,
                (postgres.seconds() - postgresBefore) * US_PER_S / postings);
        progress.accept("checking the books");
        findings.addAll(findings(billing, tippers));
        Double loop = plan.compare() ? PgbenchLoop.postingsPerSecond(database, plan.writers()) : null;
        var uniform = plan.hot() ? other : headline;
        var one = plan.hot() ? headline : other;
        return new LedgerReport(
                plan.writers(),
                headline.ms / MS_PER_S,
                plan.hot(),
                headline.perSecond(),
                new LedgerReport.LatencyMs(
                        headline.latencyUs.getValueAtPercentile(MEDIAN) / US_PER_MS,
                        headline.latencyUs.getValueAtPercentile(LATE) / US_PER_MS),
                one.perSecond() / uniform.perSecond(),
                cpu,
                entries(database),
                loop,
                findings.isEmpty(),
                findings);
    }

    private static double javaSeconds() {
        return ProcessFigures.of(ProcessHandle.current().pid()).cpuSeconds();
    }

    /** Seconds of one kind, added up. */
    private static final class Turn {
        private final boolean hot;
        private final Histogram latencyUs = Tippers.newHistogram();
        private long ms;
        private long posted;

        Turn(boolean hot) {
            this.hot = hot;
        }

        void run(Tippers tippers) {
            long beganNs = System.nanoTime();
            posted += tippers.run(SLICE_MS, hot, latencyUs);
            ms += TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs);
        }

        double perSecond() {
            return posted * MS_PER_S / ms;
        }
    }

    private static List<String> findings(Billing billing, Tippers tippers) {
        var findings = new ArrayList<String>();
        billing.books().seal().seal();
        for (var report : billing.books().reconciliation().check()) {
            if (report.status() != Status.OK) {
                findings.add(report.check().id() + ": " + report.samples());
            }
        }
        long earned = billing.ledger().trialBalance().lines().stream()
                .filter(line -> line.kind().equals("platform.coins_redeemed"))
                .mapToLong(line -> line.balance().amountMinor())
                .sum();
        if (earned != tippers.posted() * Tippers.TIP.amountMinor()) {
            findings.add(tippers.posted() + " tips were posted, but coins used come to " + earned);
        }
        return findings;
    }

    static long entries(LedgerDatabase database) {
        try (var connection = database.pool().getConnection();
                var statement = connection.createStatement();
                var count = statement.executeQuery("select count(*) from billing.entry")) {
            return count.next() ? count.getLong(1) : 0;
        } catch (SQLException e) {
            throw new LoadFailure("the entries could not be counted: " + e.getMessage(), e);
        }
    }

    /** Nobody listens. */
    private static final class Deaf implements BillingListener {
        @Override
        public void walletChanged(UUID ownerId) {}

        @Override
        public void settledByRecovery(UUID callId) {}
    }
}
