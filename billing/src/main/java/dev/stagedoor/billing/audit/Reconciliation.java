package dev.stagedoor.billing.audit;

import dev.stagedoor.billing.audit.CheckReport.Status;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the books with themselves and with what they are about. Changes nothing but its own reports. */
public final class Reconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private final CheckStore store;
    private final InstantSource clock;
    private final LongAdder warnings = new LongAdder();
    private final LongAdder failures = new LongAdder();

    public Reconciliation(CheckStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Runs every check once. */
    public List<CheckReport> check() {
        Instant now = clock.instant();
        List<CheckReport> reports = new ArrayList<>();
        for (Check check : Check.values()) {
            long beganNs = System.nanoTime();
            CheckStore.Findings findings = store.find(check, now);
            long durationMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs);
            reports.add(new CheckReport(
                    check, status(check, findings.found()), findings.found(), findings.samples(), durationMs, now));
        }
        return reports;
    }

    /** What the last kept run came to, in the order of the checks; empty before the first. */
    public List<CheckReport> latest() {
        return store.latest();
    }

    /** Checks that have found something in kept runs of this process, by how bad that is. */
    public Map<Status, Long> found() {
        return Map.of(Status.WARNING, warnings.sum(), Status.FAILURE, failures.sum());
    }

    /** Runs every check, keeps the reports, and shouts about what was found. */
    String run(Instant now) {
        List<CheckReport> reports = check();
        store.keep(reports);
        List<CheckReport> bad =
                reports.stream().filter(report -> report.status() != Status.OK).toList();
        for (CheckReport report : bad) {
            (report.status() == Status.FAILURE ? failures : warnings).increment();
            LOG.error(
                    "Reconciliation of {}: {} found, for example {}. {}",
                    now,
                    report.found(),
                    report.samples(),
                    report.check().remedy());
        }
        return bad.isEmpty()
                ? reports.size() + " checks, nothing found"
                : String.join(
                        ", ",
                        bad.stream()
                                .map(report -> report.check().id() + ": " + report.found())
                                .toList());
    }

    private static Status status(Check check, long found) {
        if (found == 0) {
            return Status.OK;
        }
        return switch (check.severity()) {
            case WARNING -> Status.WARNING;
            case FAILURE -> Status.FAILURE;
        };
    }
}
