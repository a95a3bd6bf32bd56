package dev.stagedoor.billing.audit;

import dev.stagedoor.billing.audit.CheckReport.Status;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
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

    /** Runs every check once. One that cannot look is a failure of its own, and keeps no other from looking. */
    public List<CheckReport> check() {
        Instant now = clock.instant();
        List<CheckReport> reports = new ArrayList<>();
        for (Check check : Check.values()) {
            reports.add(report(check, now));
        }
        return reports;
    }

    private CheckReport report(Check check, Instant now) {
        long beganNs = System.nanoTime();
        CheckStore.Findings findings;
        Status status;
        try {
            findings = store.find(check, now);
            status = status(check, findings.found());
        } catch (LedgerUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("The check {} could not look", check.id(), e);
            findings = new CheckStore.Findings(1, List.of("it could not look: " + reason(e)));
            status = Status.FAILURE;
        }
        long durationMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs);
        return new CheckReport(check, status, findings.found(), findings.samples(), durationMs, now);
    }

    /** What the database said, without the statement that it said it to. */
    private static String reason(RuntimeException failure) {
        Throwable cause = failure.getCause();
        return String.valueOf((cause == null ? failure : cause).getMessage());
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
