package dev.stagedoor.billing.store;

import dev.stagedoor.billing.audit.AuditTerms;
import dev.stagedoor.billing.audit.Job;
import dev.stagedoor.billing.audit.JobStore;
import dev.stagedoor.billing.audit.Jobs;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Jobs of a node of their own. */
public final class JobsOnADatabase {
    private JobsOnADatabase() {}

    public static Jobs of(DataSource pool, AuditTerms terms, InstantSource clock, List<Job> jobs) {
        return new Jobs(store(pool), terms, clock, jobs);
    }

    public static JobStore store(DataSource pool) {
        UUID nodeId = UUID.randomUUID();
        return new PostgresJobs(new Database(pool, 4, nodeId, _ -> {}), nodeId);
    }
}
