package dev.stagedoor.billing.approval;

import dev.stagedoor.billing.approval.Approval.Decision;
import dev.stagedoor.billing.approval.ApprovalStore.Ruling;
import dev.stagedoor.billing.ledger.Page;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Proposing and deciding. Everything may be repeated: the same words of the same person count once. */
public final class Approvals {
    /** The longest page anybody gets. */
    public static final int PAGE_LIMIT = 200;

    /** Enough for a word, too much for a keystroke. */
    private static final int REASON_LENGTH_MINIMUM = 3;

    private final ApprovalStore store;
    private final ApprovalTerms terms;
    private final Concerned concerned;
    private final InstantSource clock;
    private volatile Runnable listener = () -> {};

    /** @param concerned who decides on none of it, whoever proposed it */
    public Approvals(ApprovalStore store, ApprovalTerms terms, Concerned concerned, InstantSource clock) {
        this.store = store;
        this.terms = terms;
        this.concerned = concerned;
        this.clock = clock;
    }

    /** Who wants to know that a change was made; set once, called after the commit. */
    public void listen(Runnable applied) {
        listener = applied;
    }

    /**
     * Proposes a change.
     *
     * @param id made by who asks, so that a repeat counts once
     * @param kind one that an applier is registered for
     * @param change a record of plain values; kept as canonical JSON
     */
    public ProposalOutcome propose(UUID id, String kind, Object change, String reason, UUID proposer) {
        if (!isReason(reason)) {
            return new ProposalOutcome.NoReason();
        }
        Instant now = now();
        Approval wanted = new Approval(
                id,
                kind,
                CanonicalJson.write(change),
                reason.strip(),
                proposer,
                now,
                now.plusMillis(terms.ttlMs()),
                ApprovalState.PROPOSED,
                null);
        Approval kept = store.propose(wanted);
        boolean same = kept.kind().equals(kind)
                && kept.payload().equals(wanted.payload())
                && kept.reason().equals(wanted.reason())
                && kept.proposedBy().equals(proposer);
        return same ? new ProposalOutcome.Proposed(kept.at(now)) : new ProposalOutcome.Conflict();
    }

    /** Approves a change and applies it. */
    public DecisionOutcome approve(UUID id, UUID person, String reason) {
        DecisionOutcome outcome = decide(id, ApprovalState.APPROVED, person, reason);
        if (outcome instanceof DecisionOutcome.Decided) {
            listener.run();
        }
        return outcome;
    }

    /** Rejects a change. */
    public DecisionOutcome reject(UUID id, UUID person, String reason) {
        return decide(id, ApprovalState.REJECTED, person, reason);
    }

    /** Takes one's own proposal back. */
    public DecisionOutcome withdraw(UUID id, UUID person, String reason) {
        return decide(id, ApprovalState.WITHDRAWN, person, reason);
    }

    /** A proposal as it stands now, null if there is none. */
    public @Nullable Approval find(UUID id) {
        Approval found = store.find(id);
        return found == null ? null : found.at(now());
    }

    /** Whom a change concerns. */
    public List<UUID> concerned(String kind, String payload) {
        return concerned.by(new Matter.Proposal(kind, payload));
    }

    /** Proposals newest first, of one state or, with null, of all; at most {@link #PAGE_LIMIT} a page. */
    public Page<Approval> page(@Nullable ApprovalState state, @Nullable String cursor, int limit) {
        return store.page(state, now(), cursor, Math.clamp(limit, 1, PAGE_LIMIT));
    }

    private DecisionOutcome decide(UUID id, ApprovalState outcome, UUID person, String reason) {
        if (!isReason(reason)) {
            return new DecisionOutcome.NoReason();
        }
        Approval known = store.find(id);
        if (known != null && outcome != ApprovalState.WITHDRAWN && isOwnCase(known, person)) {
            return new DecisionOutcome.OwnCase();
        }
        Decision decision = new Decision(person, now(), reason.strip());
        return store.decide(
                id, found -> found == null ? answer(new DecisionOutcome.NotFound()) : rule(found, outcome, decision));
    }

    /** Who proposed it hears of that instead: they may withdraw it. What a proposal says never changes. */
    private boolean isOwnCase(Approval proposal, UUID person) {
        return !proposal.proposedBy().equals(person)
                && concerned.includes(person, new Matter.Proposal(proposal.kind(), proposal.payload()));
    }

    private static Ruling rule(Approval found, ApprovalState outcome, Decision decision) {
        boolean own = found.proposedBy().equals(decision.by());
        if (outcome == ApprovalState.WITHDRAWN && !own) {
            return answer(new DecisionOutcome.NotTheProposer());
        }
        if (outcome != ApprovalState.WITHDRAWN && own) {
            return answer(new DecisionOutcome.SamePerson());
        }
        Approval now = found.at(decision.at());
        if (now.state() == ApprovalState.PROPOSED) {
            return new Ruling.Settle(found.decided(outcome, decision));
        }
        Decision before = found.decision();
        boolean repeated =
                now.state() == outcome && before != null && before.by().equals(decision.by());
        return answer(repeated ? new DecisionOutcome.Decided(now) : new DecisionOutcome.Over(now));
    }

    private static Ruling answer(DecisionOutcome outcome) {
        return new Ruling.Answer(outcome);
    }

    private static boolean isReason(String text) {
        return text.strip().length() >= REASON_LENGTH_MINIMUM;
    }

    /** In the precision of the database, so that what is kept equals what was said. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
