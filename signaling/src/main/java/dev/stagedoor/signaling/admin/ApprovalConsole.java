package dev.stagedoor.signaling.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.signaling.ApprovalDesk;
import dev.stagedoor.signaling.ApprovalDesk.Approval;
import dev.stagedoor.signaling.WalletService.Page;
import dev.stagedoor.signaling.identity.AccountStore;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Proposals as the console shows them, with the names of those who asked and decided and of those whom they are about. */
public final class ApprovalConsole {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final ApprovalDesk desk;
    private final AccountStore people;

    /** @param people where names come from */
    public ApprovalConsole(ApprovalDesk desk, AccountStore people) {
        this.desk = desk;
        this.people = people;
    }

    /**
     * A proposal and the ids that have to do with it.
     *
     * @param inChange what looks like an id in it, of a person or not
     */
    private record Read(Approval approval, JsonNode change, Set<UUID> inChange, List<UUID> about) {}

    /** Who decides. */
    public ApprovalDesk desk() {
        return desk;
    }

    /** Proposals, newest first. */
    public Page<NamedApproval> page(@Nullable String state, @Nullable String cursor, int limit) {
        Page<Approval> page = desk.approvals(state, cursor, limit);
        return new Page<>(named(page.items()), page.nextCursor());
    }

    /** One proposal, null if there is none. */
    public @Nullable NamedApproval find(UUID id) {
        Approval approval = desk.approval(id);
        return approval == null ? null : named(approval);
    }

    /** A proposal with names. */
    public NamedApproval named(Approval approval) {
        return named(List.of(approval)).getFirst();
    }

    private List<NamedApproval> named(List<Approval> approvals) {
        List<Read> all = approvals.stream().map(this::read).toList();
        Map<UUID, String> names = names(all);
        return all.stream()
                .map(read -> NamedApproval.of(
                        read.approval(),
                        JSON.convertValue(read.change(), Object.class),
                        read.inChange(),
                        read.about(),
                        names))
                .toList();
    }

    private Read read(Approval approval) {
        try {
            JsonNode change = JSON.readTree(approval.payload());
            Set<UUID> ids = new HashSet<>();
            gather(change, ids);
            return new Read(approval, change, ids, desk.concerned(approval));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("proposal " + approval.id() + " is not JSON", e);
        }
    }

    private static void gather(JsonNode node, Set<UUID> ids) {
        if (node.isTextual() && ID.matcher(node.textValue()).matches()) {
            ids.add(UUID.fromString(node.textValue()));
        }
        node.forEach(part -> gather(part, ids));
    }

    private Map<UUID, String> names(List<Read> all) {
        Set<UUID> ids = new HashSet<>();
        for (Read read : all) {
            ids.addAll(read.inChange());
            ids.addAll(read.about());
            ids.add(read.approval().proposedBy());
            UUID decidedBy = read.approval().decidedBy();
            if (decidedBy != null) {
                ids.add(decidedBy);
            }
        }
        return people.displayNames(ids);
    }
}
