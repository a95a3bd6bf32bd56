package dev.stagedoor.benchmarks.ledger;

import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.audit.CheckReport.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One run of {@code bench ledger --grow}: a journal is made large, maintained, read as pages do, posted to, and checked. */
final class GrowthBench {
    private static final int SPARE_CONNECTIONS = 4;

    /** A mark set at one run is used by the next. */
    private static final int FOLDS = 2;

    private static final long LONG_JOB_MS = 100;

    /** Transfers that one run takes in of what payees are owed. */
    private static final long OWED_A_RUN = 100_000;

    /** Performers with an agency, the star among them. */
    private static final int REPRESENTED = 20;

    private static final Duration BETWEEN_JOBS = Duration.ofMinutes(2);

    private final long entries;
    private final int writers;
    private final long postedMs;
    private final Consumer<String> progress;
    private final List<GrowthReport.Work> work = new ArrayList<>();

    /** So far the clock was moved, for jobs to be due again. */
    private Duration ahead = Duration.ZERO;

    private final InstantSource clock = () -> Instant.now().plus(ahead);

    /**
     * @param entries to make
     * @param postedMs of tips at that size
     */
    GrowthBench(long entries, int writers, long postedMs, Consumer<String> progress) {
        this.entries = entries;
        this.writers = writers;
        this.postedMs = postedMs;
        this.progress = progress;
    }

    GrowthReport run() {
        var config = BillingConfig.builder().maximumTransactions(writers).build();
        try (var database = LedgerDatabase.start(writers + SPARE_CONNECTIONS);
                var billing = Billing.open(database.pool(), config, new NoSecrets(), clock, new WalletNews());
                var tippers = new Tippers(billing, writers)) {
            progress.accept("filling wallets");
            tippers.endow();
            UUID agency = AgencyContracts.sign(billing, tippers.performers().subList(0, REPRESENTED));
            tippers.tipEach();
            long beganNs = System.nanoTime();
            new JournalFill(
                            database.owner(),
                            lines -> progress.accept(String.format(Locale.ROOT, "%,d entries", lines)))
                    .add(entries);
            double fillSeconds = seconds(beganNs);
            maintain(billing);
            progress.accept("reading pages");
            var pages = new GrowthPages(billing, tippers.viewers(), tippers.performers(), agency);
            pages.prepare();
            var measured = pages.measure();
            progress.accept("posting");
            var us = Tippers.newHistogram();
            long postingNs = System.nanoTime();
            double posted = tippers.run(postedMs, false, us) / seconds(postingNs);
            progress.accept("checking the books");
            var findings = new ArrayList<String>();
            timed("seal, the last postings", () -> billing.books().seal().seal());
            timed("reconciliation", () -> {
                for (var report : billing.books().reconciliation().check()) {
                    if (report.status() != Status.OK) {
                        findings.add(report.check().id() + ": " + report.samples());
                    }
                }
            });
            return new GrowthReport(
                    LedgerBench.entries(database),
                    fillSeconds,
                    JournalFill.sizes(database.owner()),
                    work,
                    measured,
                    posted,
                    MeteringReport.Percentiles.ofMicroseconds(us),
                    findings.isEmpty(),
                    findings);
        }
    }

    private void maintain(Billing billing) {
        progress.accept("maintaining");
        for (int i = 0; i < FOLDS; i++) {
            timed("upkeep (balances folded), run " + (i + 1), billing.maintenance()::runUpkeep);
        }
        timed("upkeep, until all that payees are owed is folded", () -> {
            for (long passed = 0; passed < entries / JournalFill.LINES; passed += OWED_A_RUN) {
                billing.maintenance().runUpkeep();
            }
        });
        timed("seal", () -> billing.books().seal().seal());
        for (int i = 0; i < FOLDS; i++) {
            timedJobs(billing, "jobs, run " + (i + 1));
            ahead = ahead.plus(BETWEEN_JOBS);
        }
    }

    /** All that are due, and those among them that took long. */
    private void timedJobs(Billing billing, String name) {
        Instant began = clock.instant();
        timed(name, billing.maintenance()::runJobs);
        for (var job : billing.jobs().list()) {
            var last = job.last();
            if (last != null && !last.startedAt().isBefore(began) && last.durationMs() >= LONG_JOB_MS) {
                work.add(new GrowthReport.Work(
                        "  of them " + job.name(), (double) last.durationMs() / TimeUnit.SECONDS.toMillis(1)));
            }
        }
    }

    private void timed(String name, Runnable task) {
        long beganNs = System.nanoTime();
        task.run();
        work.add(new GrowthReport.Work(name, seconds(beganNs)));
    }

    private static double seconds(long sinceNs) {
        return (System.nanoTime() - sinceNs) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
