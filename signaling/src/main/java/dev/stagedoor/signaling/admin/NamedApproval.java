package dev.stagedoor.signaling.admin;

import dev.stagedoor.signaling.ApprovalDesk.Approval;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Approval} whose people have names.
 *
 * @param change the payload as the value that it is
 * @param names of the people whose ids are in it
 * @param concerns names of those whom it is about
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
        @Nullable String decisionReason,
        Map<UUID, String> names,
        List<String> concerns) {
    /**
     * @param inChange the ids in it
     * @param about whom it is about
     * @param names of everybody who exists
     */
    static NamedApproval of(
            Approval approval, Object change, Set<UUID> inChange, List<UUID> about, Map<UUID, String> names) {
        UUID decidedBy = approval.decidedBy();
        Map<UUID, String> known = new HashMap<>(names);
        known.keySet().retainAll(inChange);
        List<String> concerns = about.stream()
                .filter(names::containsKey)
                .map(id -> Objects.requireNonNull(names.get(id)))
                .toList();
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
                approval.decisionReason(),
                known,
                concerns);
    }
}
