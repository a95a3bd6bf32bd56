package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.AuditDesk;
import java.time.Instant;
import java.util.List;

/** A job that has run and one that has not; a check that found something. */
final class TestAudit implements AuditDesk {
    @Override
    public List<Job> jobs() {
        return List.of(
                new Job("reconciliation", Instant.EPOCH, false, null),
                new Job("seal", Instant.EPOCH, true, new JobRun(Instant.EPOCH, 42, "DONE", "12 transfers sealed")));
    }

    @Override
    public List<CheckReport> reconciliation() {
        return List.of(new CheckReport(
                "holds", "FAILURE", "held coins are held", 1, List.of("session x"), "look", Instant.EPOCH, 7));
    }
}
