package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.APPROVAL;

import dev.stagedoor.billing.approval.Approval;
import dev.stagedoor.billing.approval.ApprovalState;
import dev.stagedoor.billing.approval.ApprovalStore;
import dev.stagedoor.billing.approval.DecisionOutcome;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.store.jooq.tables.records.ApprovalRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Proposals in PostgreSQL, and the changes they stand for. */
public final class PostgresApprovals implements ApprovalStore {
    private final Database database;
    private final Map<String, ApprovedChange> changes;

    /** @param changes one for each kind that can be proposed */
    public PostgresApprovals(Database database, List<ApprovedChange> changes) {
        this.database = database;
        this.changes = changes.stream().collect(Collectors.toUnmodifiableMap(ApprovedChange::kind, change -> change));
    }

    @Override
    public Approval propose(Approval proposal) {
        changeOf(proposal);
        return database.transact(transaction -> {
            transaction
                    .sql()
                    .insertInto(APPROVAL)
                    .set(APPROVAL.ID, proposal.id())
                    .set(APPROVAL.KIND, proposal.kind())
                    .set(APPROVAL.PAYLOAD, proposal.payload())
                    .set(APPROVAL.REASON, proposal.reason())
                    .set(APPROVAL.PROPOSED_BY, proposal.proposedBy())
                    .set(APPROVAL.PROPOSED_AT, Instants.utc(proposal.proposedAt()))
                    .set(APPROVAL.EXPIRES_AT, Instants.utc(proposal.expiresAt()))
                    .onConflictDoNothing()
                    .execute();
            return approval(Objects.requireNonNull(
                    transaction.sql().fetchOne(APPROVAL, APPROVAL.ID.eq(proposal.id())), "just written"));
        });
    }

    @Override
    public @Nullable Approval find(UUID id) {
        return database.transact(transaction -> {
            ApprovalRecord row = transaction.sql().fetchOne(APPROVAL, APPROVAL.ID.eq(id));
            return row == null ? null : approval(row);
        });
    }

    @Override
    public Page<Approval> page(@Nullable ApprovalState state, Instant now, @Nullable String text, int limit) {
        Cursor after = Cursor.parse(text);
        List<Approval> found = database.transact(transaction -> transaction
                .sql()
                .selectFrom(APPROVAL)
                .where(in(state, Instants.utc(now)))
                .and(DSL.row(APPROVAL.PROPOSED_AT, APPROVAL.ID).lt(after.at(), after.id()))
                .orderBy(APPROVAL.PROPOSED_AT.desc(), APPROVAL.ID.desc())
                .limit(limit + 1)
                .fetch(row -> approval(row).at(now)));
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        Approval last = found.get(limit - 1);
        return new Page<>(found.subList(0, limit), new Cursor(Instants.utc(last.proposedAt()), last.id()).text());
    }

    private static Condition in(@Nullable ApprovalState state, OffsetDateTime now) {
        if (state == null) {
            return DSL.noCondition();
        }
        return switch (state) {
            case PROPOSED -> stored(ApprovalState.PROPOSED).and(APPROVAL.EXPIRES_AT.gt(now));
            case EXPIRED -> stored(ApprovalState.PROPOSED).and(APPROVAL.EXPIRES_AT.le(now));
            case APPROVED, REJECTED, WITHDRAWN -> stored(state);
        };
    }

    private static Condition stored(ApprovalState state) {
        return APPROVAL.STATE.eq(state.name());
    }

    @Override
    public DecisionOutcome decide(UUID id, Function<@Nullable Approval, Ruling> rule) {
        return database.transact(transaction -> {
            ApprovalRecord row = transaction
                    .sql()
                    .selectFrom(APPROVAL)
                    .where(APPROVAL.ID.eq(id))
                    .forUpdate()
                    .fetchOne();
            return switch (rule.apply(row == null ? null : approval(row))) {
                case Ruling.Answer answer -> answer.outcome();
                case Ruling.Settle settle -> settle(transaction, settle.decided());
            };
        });
    }

    private DecisionOutcome settle(Transaction transaction, Approval decided) {
        Approval.Decision decision = Objects.requireNonNull(decided.decision(), "settled without a decision");
        transaction
                .sql()
                .update(APPROVAL)
                .set(APPROVAL.STATE, decided.state().name())
                .set(APPROVAL.DECIDED_BY, decision.by())
                .set(APPROVAL.DECIDED_AT, Instants.utc(decision.at()))
                .set(APPROVAL.DECISION_REASON, decision.reason())
                .where(APPROVAL.ID.eq(decided.id()))
                .execute();
        if (decided.state() == ApprovalState.APPROVED) {
            String refusal = changeOf(decided).apply(transaction, decided);
            if (refusal != null) {
                return transaction.undo(new DecisionOutcome.Inapplicable(refusal));
            }
        }
        return new DecisionOutcome.Decided(decided);
    }

    private ApprovedChange changeOf(Approval approval) {
        ApprovedChange change = changes.get(approval.kind());
        if (change == null) {
            throw new IllegalArgumentException(
                    "nobody applies changes of kind " + approval.kind() + ", only " + changes.keySet());
        }
        return change;
    }

    private static Approval approval(ApprovalRecord row) {
        UUID decidedBy = row.getDecidedBy();
        return new Approval(
                row.getId(),
                row.getKind(),
                row.getPayload(),
                row.getReason(),
                row.getProposedBy(),
                row.getProposedAt().toInstant(),
                row.getExpiresAt().toInstant(),
                ApprovalState.valueOf(row.getState()),
                decidedBy == null
                        ? null
                        : new Approval.Decision(decidedBy, row.getDecidedAt().toInstant(), row.getDecisionReason()));
    }
}
