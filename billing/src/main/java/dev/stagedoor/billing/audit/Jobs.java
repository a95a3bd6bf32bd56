package dev.stagedoor.billing.audit;

import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs jobs when they are due, each on one node only. Has no thread of its own. */
public final class Jobs {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private final JobStore store;
    private final AuditTerms terms;
    private final InstantSource clock;
    private final Map<String, Job> jobs;
    private final Map<String, LongAdder> failures = new LinkedHashMap<>();
    private volatile Instant lastLook = Instant.MIN;

    public Jobs(JobStore store, AuditTerms terms, InstantSource clock, List<Job> jobs) {
        this.store = store;
        this.terms = terms;
        this.clock = clock;
        this.jobs = new LinkedHashMap<>();
        for (Job job : jobs) {
            if (this.jobs.put(job.name(), job) != null) {
                throw new IllegalArgumentException("two jobs are called " + job.name());
            }
            failures.put(job.name(), new LongAdder());
        }
    }

    /** Makes the jobs known to all nodes; to be called once before anything is run. */
    public void register() {
        Instant now = clock.instant();
        jobs.values().forEach(job -> store.register(job.name(), job.schedule().first(now)));
        comeBackFromTheFuture(now);
    }

    /** What was planned by a clock that was ahead would not be done until the right one has come as far. */
    private void comeBackFromTheFuture(Instant now) {
        for (JobRun known : store.list()) {
            Job job = jobs.get(known.name());
            if (job != null) {
                Instant latest = job.schedule().after(now);
                if (known.nextRunAt().isAfter(latest) || known.nodeId() != null) {
                    store.notLaterThan(known.name(), latest, now.plus(terms.jobLimit()));
                }
            }
        }
    }

    /** Runs what is due and free. A job that fails is tried again soon and does not keep the others from running. */
    public void run() {
        Instant now = clock.instant();
        if (now.isBefore(lastLook)) {
            comeBackFromTheFuture(now);
        }
        lastLook = now;
        for (String name : store.due(now)) {
            Job job = jobs.get(name);
            // A node of another version may know jobs that this one does not.
            if (job != null && store.claim(name, clock.instant(), terms.jobLimit())) {
                run(job);
            }
        }
    }

    /** How every job stands, in order of name. */
    public List<JobRun> list() {
        return store.list();
    }

    /** Runs of each job that have failed in this process. */
    public Map<String, Long> failures() {
        Map<String, Long> counts = new LinkedHashMap<>();
        failures.forEach((job, count) -> counts.put(job, count.sum()));
        return counts;
    }

    private void run(Job job) {
        Instant began = clock.instant();
        try {
            String detail = job.work().run(began);
            finish(job, began, JobRun.Result.DONE, detail);
        } catch (LedgerUnavailableException e) {
            // Nothing can be written now; when the claim runs out the job is due again.
            throw e;
        } catch (RuntimeException | Error e) {
            // What one job has no class or no memory for, the others may not need.
            LOG.error("Job {} failed; it is tried again in {}", job.name(), terms.jobRetry(), e);
            Objects.requireNonNull(failures.get(job.name())).increment();
            finish(job, began, JobRun.Result.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private void finish(Job job, Instant began, JobRun.Result result, String detail) {
        Instant now = clock.instant();
        Instant next = job.schedule().after(now);
        Instant retry = now.plus(terms.jobRetry());
        if (result == JobRun.Result.FAILED && retry.isBefore(next)) {
            next = retry;
        }
        // The wall clock may be set back while a job runs.
        long durationMs = Math.max(0, now.toEpochMilli() - began.toEpochMilli());
        store.finish(job.name(), new JobRun.Last(began, durationMs, result, detail), next);
    }
}
