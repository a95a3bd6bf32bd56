package dev.stagedoor.billing.approval;

import dev.stagedoor.billing.ledger.Page;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where proposals are kept. Every method is one transaction. */
public interface ApprovalStore {
    /** Keeps a proposal; what the same id was used for before is returned instead. */
    Approval propose(Approval proposal);

    /** A proposal, null if there is none. */
    @Nullable
    Approval find(UUID id);

    /** Proposals newest first; {@code state} null for all. */
    Page<Approval> page(@Nullable ApprovalState state, Instant now, @Nullable String cursor, int limit);

    /**
     * Locks a proposal, lets {@code rule} say what is to happen, and does it. What is approved is applied in the same
     * transaction: either both are kept, or neither.
     *
     * @param rule gets the proposal, or null if there is none
     */
    DecisionOutcome decide(UUID id, Function<@Nullable Approval, Ruling> rule);

    /** What is to happen to a proposal. */
    sealed interface Ruling {
        /** @param decided the proposal with its decision */
        record Settle(Approval decided) implements Ruling {}

        /** Nothing. */
        record Answer(DecisionOutcome outcome) implements Ruling {}
    }
}
