package dev.stagedoor.signaling.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.signaling.ApprovalDesk;
import dev.stagedoor.signaling.ApprovalDesk.Approval;
import dev.stagedoor.signaling.WalletService.Page;
import dev.stagedoor.signaling.identity.AccountStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Proposals as the console shows them, with the names of those who asked and decided. */
public final class ApprovalConsole {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApprovalDesk desk;
    private final AccountStore people;

    /** @param people where names come from */
    public ApprovalConsole(ApprovalDesk desk, AccountStore people) {
        this.desk = desk;
        this.people = people;
    }

    /** Who decides. */
    public ApprovalDesk desk() {
        return desk;
    }

    /** Proposals, newest first. */
    public Page<NamedApproval> page(@Nullable String state, @Nullable String cursor, int limit) {
        Page<Approval> page = desk.approvals(state, cursor, limit);
        Map<UUID, String> names = names(page.items());
        return new Page<>(
                page.items().stream().map(approval -> named(approval, names)).toList(), page.nextCursor());
    }

    /** One proposal, null if there is none. */
    public @Nullable NamedApproval find(UUID id) {
        Approval approval = desk.approval(id);
        return approval == null ? null : named(approval);
    }

    /** A proposal with names. */
    public NamedApproval named(Approval approval) {
        return named(approval, names(List.of(approval)));
    }

    private static NamedApproval named(Approval approval, Map<UUID, String> names) {
        try {
            return NamedApproval.of(approval, JSON.readValue(approval.payload(), Map.class), names);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("proposal " + approval.id() + " is not a JSON object", e);
        }
    }

    private Map<UUID, String> names(List<Approval> approvals) {
        return people.displayNames(approvals.stream()
                .flatMap(approval -> Stream.of(approval.proposedBy(), approval.decidedBy()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    }
}
