package dev.stagedoor.signaling;

import dev.stagedoor.signaling.WalletService.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes that need two people. Filled by billing; methods block. */
public interface ApprovalDesk {
    /**
     * A proposed change.
     *
     * @param payload the change as canonical JSON
     * @param state {@code PROPOSED}, {@code APPROVED}, {@code REJECTED}, {@code WITHDRAWN} or {@code EXPIRED}
     * @param decidedBy null, like the two that follow, while nobody has decided
     */
    record Approval(
            UUID id,
            String kind,
            String payload,
            String reason,
            UUID proposedBy,
            Instant proposedAt,
            Instant expiresAt,
            String state,
            @Nullable UUID decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decisionReason) {}

    /** What somebody says to a proposal. */
    enum Verdict {
        APPROVE,
        REJECT,
        /** By who proposed it only. */
        WITHDRAW
    }

    /** How a decision was taken. */
    sealed interface Outcome {
        /** It stands, and an approved change is made. */
        record Decided(Approval approval) implements Outcome {}

        /** There is no such proposal. */
        record NotFound() implements Outcome {}

        /** Who proposed it cannot approve or reject it. */
        record SamePerson() implements Outcome {}

        /** Whom it concerns cannot approve or reject it. */
        record OwnCase() implements Outcome {}

        /** Only who proposed it can take it back. */
        record NotTheProposer() implements Outcome {}

        /** @param state in which it is already */
        record Over(String state) implements Outcome {}

        /** The change cannot be made as things are now; the proposal stays open. */
        record Inapplicable(String reason) implements Outcome {}

        /** The reason is too short. */
        record NoReason() implements Outcome {}
    }

    /** Proposals newest first; {@code state} null for all. */
    Page<Approval> approvals(@Nullable String state, @Nullable String cursor, int limit);

    /** One proposal, null if there is none. */
    @Nullable
    Approval approval(UUID id);

    /** Whom a proposal is about, by id; none for one that is about nobody. */
    List<UUID> concerned(Approval approval);

    /** Decides; the same words of the same person again change nothing. */
    Outcome decide(UUID id, Verdict verdict, UUID person, String reason);
}
