package dev.stagedoor.signaling.admin;

import dev.stagedoor.signaling.ApprovalDesk.Approval;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Approval} whose people have names.
 *
 * @param change the payload as the value that it is
 */
public record NamedApproval(
        UUID id,
        String kind,
        Object change,
        String reason,
        UUID proposedBy,
        @Nullable String proposedByName,
        Instant proposedAt,
        Instant expiresAt,
        String state,
        @Nullable UUID decidedBy,
        @Nullable String decidedByName,
        @Nullable Instant decidedAt,
        @Nullable String decisionReason) {
    static NamedApproval of(Approval approval, Object change, Map<UUID, String> names) {
        UUID decidedBy = approval.decidedBy();
        return new NamedApproval(
                approval.id(),
                approval.kind(),
                change,
                approval.reason(),
                approval.proposedBy(),
                names.get(approval.proposedBy()),
                approval.proposedAt(),
                approval.expiresAt(),
                approval.state(),
                decidedBy,
                decidedBy == null ? null : names.get(decidedBy),
                approval.decidedAt(),
                approval.decisionReason());
    }
}
