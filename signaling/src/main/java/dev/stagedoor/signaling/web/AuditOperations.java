package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.AuditDesk;
import java.util.List;
import java.util.Map;

/** Jobs, and what the reconciliation found. */
final class AuditOperations implements Operations {
    private final AuditDesk desk;

    AuditOperations(AuditDesk desk) {
        this.desk = desk;
    }

    private record Items<T>(List<T> items) {}

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "adminListJobs", _ -> Reply.ok(new Items<>(desk.jobs())),
                "adminReconciliation", _ -> Reply.ok(new Items<>(desk.reconciliation())));
    }
}
