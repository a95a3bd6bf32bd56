package dev.stagedoor.billing.audit;

import java.util.List;

/** The jobs that watch over the books. */
public final class AuditJobs {
    private AuditJobs() {}

    /** Sealing every so often, reconciliation once a day. */
    public static List<Job> of(AuditTerms terms, Seal seal, Reconciliation reconciliation) {
        return List.of(
                new Job("seal", new Schedule.Every(terms.sealEvery()), seal::run),
                new Job(
                        "reconciliation",
                        new Schedule.Daily(terms.reconcileAt(), terms.reconcileZone()),
                        reconciliation::run));
    }
}
