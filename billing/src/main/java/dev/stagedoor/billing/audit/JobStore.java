package dev.stagedoor.billing.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where jobs are remembered and claimed. Every method is one transaction. */
public interface JobStore {
    /** Makes the job known; one that is known keeps its times. */
    void register(String name, Instant firstAt);

    /** Brings a job's next run and the end of a claim of it forward to these times, if they are later. */
    void notLaterThan(String name, Instant nextRunAt, Instant claimedUntil);

    /** Jobs that are due and that nobody runs. */
    List<String> due(Instant now);

    /** Takes a due job for this node until {@code now + limit}; false if it is not due any more or somebody has it. */
    boolean claim(String name, Instant now, Duration limit);

    /** Writes down how a claimed job ended and gives it back; nothing if somebody else has taken it meanwhile. */
    void finish(String name, JobRun.Last last, Instant nextRunAt);

    /** All jobs in order of name. */
    List<JobRun> list();
}
