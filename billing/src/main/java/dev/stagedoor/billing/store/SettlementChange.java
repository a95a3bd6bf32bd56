package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.PROVIDER_EVENT;

import dev.stagedoor.billing.approval.Approval;
import dev.stagedoor.billing.approval.CanonicalJson;
import dev.stagedoor.billing.payouts.PayoutPostings;
import dev.stagedoor.billing.payouts.PayoutSettlement;
import dev.stagedoor.billing.payouts.PayoutSettlements;
import dev.stagedoor.billing.payouts.PayoutState;
import dev.stagedoor.billing.payouts.PayoutTerms;
import dev.stagedoor.billing.store.jooq.tables.records.PayoutRecord;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Books what two people say became of a payout, and closes the news of it that was kept aside. */
public final class SettlementChange extends ApprovedChange {
    private final PayoutRows rows;

    public SettlementChange(PayoutTerms terms, PayoutPostings postings) {
        this.rows = new PayoutRows(terms, postings);
    }

    @Override
    String kind() {
        return PayoutSettlement.KIND;
    }

    @Override
    @Nullable
    String apply(Transaction transaction, Approval approval) {
        PayoutSettlement settlement = CanonicalJson.read(approval.payload(), PayoutSettlement.class);
        Approval.Decision decision = Objects.requireNonNull(approval.decision(), "approved without a decision");
        PayoutRecord row = rows.lock(transaction.sql(), settlement.payoutId());
        if (row == null) {
            return "there is no such payout.";
        }
        PayoutState state = PayoutState.valueOf(row.getState());
        if (!PayoutSettlements.isOpen(state, settlement.paid())) {
            return "the payout is %s meanwhile. Look at it again.".formatted(state);
        }
        String note = "%s (proposed by %s)".formatted(approval.reason(), approval.proposedBy());
        rows.settled(transaction, row, settlement.paid(), decision.by(), note, decision.at());
        close(transaction, row.getId(), note);
        return null;
    }

    private static void close(Transaction transaction, UUID payoutId, String note) {
        transaction
                .sql()
                .update(PROVIDER_EVENT)
                .set(PROVIDER_EVENT.OUTCOME, Inbox.SETTLED)
                .set(PROVIDER_EVENT.REASON, PROVIDER_EVENT.REASON.concat(" – ").concat(note))
                .where(PROVIDER_EVENT.PAYOUT_ID.eq(payoutId))
                .and(PROVIDER_EVENT.OUTCOME.eq(Inbox.QUARANTINED))
                .execute();
    }
}
