package dev.stagedoor.billing.store;

import dev.stagedoor.billing.approval.Approval;
import dev.stagedoor.billing.approval.CanonicalJson;
import dev.stagedoor.billing.disputes.Adjustment;
import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.ledger.LotGrant;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.TakeBackLines;
import dev.stagedoor.billing.ledger.TransferCode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Posts a correction that a second person has approved. */
public final class AdjustmentChange extends ApprovedChange {
    /** Balances are 64 bits wide: nine thousand lines of this size fit on one account. */
    private static final long MOST = 1_000_000_000_000_000L;

    private final Asset payoutAsset;

    /** @param payoutAsset in which the cost of coins is counted */
    public AdjustmentChange(Asset payoutAsset) {
        this.payoutAsset = payoutAsset;
    }

    @Override
    String kind() {
        return Adjustment.KIND;
    }

    @Override
    @Nullable
    String apply(Transaction transaction, Approval approval) {
        Approval.Decision decision = Objects.requireNonNull(approval.decision(), "approved without a decision");
        Adjustment adjustment = CanonicalJson.read(approval.payload(), Adjustment.class);
        if (adjustment.entries().stream()
                .anyMatch(entry -> entry.amountMinor() > MOST || entry.amountMinor() < -MOST)) {
            return "its amounts are larger than any books";
        }
        List<Line> lines;
        try {
            lines = TakeBackLines.adjust(adjustment.toLines(payoutAsset));
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
        String who = "proposed by " + approval.proposedBy() + ", approved by " + decision.by();
        Posting posting = Posting.of(
                        TransferCode.ADJUST,
                        approval.id(),
                        IdempotencyKey.of("adjust", "adjust:" + approval.id(), approval.payload()),
                        "user:" + decision.by(),
                        lines)
                .granting(newCoins(lines))
                .noting(approval.reason() + " (" + who + ")");
        return switch (transaction.post(posting)) {
            case PostOutcome.Posted _, PostOutcome.Replayed _ -> null;
            case PostOutcome.InsufficientFunds poor -> "there is not enough on " + poor.kind();
            case PostOutcome.IdempotencyConflict _ -> "it was posted before with other lines";
            case PostOutcome.Fenced _ -> throw new IllegalStateException("an adjustment has no fence");
        };
    }

    /** Coins given to a viewer are a lot of their own that does not expire and cannot be refunded. */
    private List<LotGrant> newCoins(List<Line> lines) {
        return lines.stream()
                .filter(line -> line.account().kind() == AccountKind.VIEWER_AVAILABLE && line.amountMinor() > 0)
                .map(line -> new LotGrant(LotClass.REFUND, line.amountMinor(), new Money(0, payoutAsset), null))
                .toList();
    }
}
