package dev.stagedoor.server.adapters;

import dev.stagedoor.billing.Books;
import dev.stagedoor.billing.audit.CheckReport.Status;
import dev.stagedoor.billing.audit.JobRun.Last;
import dev.stagedoor.billing.audit.Jobs;
import dev.stagedoor.signaling.AuditDesk;
import java.util.List;

/** Jobs and reports as the console sees them, read from billing. */
public final class AuditAdapter implements AuditDesk {
    private final Jobs jobs;
    private final Books books;

    public AuditAdapter(Jobs jobs, Books books) {
        this.jobs = jobs;
        this.books = books;
    }

    @Override
    public List<Job> jobs() {
        return jobs.list().stream()
                .map(job -> {
                    Last last = job.last();
                    JobRun run = last == null
                            ? null
                            : new JobRun(
                                    last.startedAt(),
                                    last.durationMs(),
                                    last.result().name(),
                                    last.detail());
                    return new Job(job.name(), job.nextRunAt(), job.nodeId() != null, run);
                })
                .toList();
    }

    @Override
    public List<CheckReport> reconciliation() {
        return books.reconciliation().latest().stream()
                .map(report -> new CheckReport(
                        report.check().id(),
                        report.status().name(),
                        report.check().claim(),
                        report.found(),
                        report.samples(),
                        report.status() == Status.OK ? "" : report.check().remedy(),
                        report.at(),
                        report.durationMs()))
                .toList();
    }
}
