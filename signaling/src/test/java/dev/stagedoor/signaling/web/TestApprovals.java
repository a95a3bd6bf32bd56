package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.ApprovalDesk;
import dev.stagedoor.signaling.WalletService.Page;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A desk with one proposal, which answers what the test wants. */
final class TestApprovals implements ApprovalDesk {
    volatile UUID id = UUID.randomUUID();
    volatile UUID proposer = UUID.randomUUID();
    volatile @Nullable Outcome next;
    volatile @Nullable String asked;

    Approval proposal() {
        return new Approval(
                id,
                "PRICE_LIST",
                "{\"version\":2,\"author\":\"" + proposer + "\",\"nobody\":\"" + id + "\"}",
                "new prices",
                proposer,
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(60),
                "PROPOSED",
                null,
                null,
                null);
    }

    @Override
    public Page<Approval> approvals(@Nullable String state, @Nullable String cursor, int limit) {
        asked = state;
        return new Page<>(List.of(proposal()), null);
    }

    @Override
    public @Nullable Approval approval(UUID wanted) {
        return wanted.equals(id) ? proposal() : null;
    }

    @Override
    public List<UUID> concerned(Approval approval) {
        return List.of(proposer);
    }

    @Override
    public Outcome decide(UUID wanted, Verdict verdict, UUID person, String reason) {
        asked = verdict + " by " + person + ": " + reason;
        return wanted.equals(id) ? Objects.requireNonNull(next, "the test says") : new Outcome.NotFound();
    }
}
