package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.ledger.Earner;
import dev.stagedoor.billing.ledger.EarningLines;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.PayoutLines;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.TransferCode;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** What a payout's steps book. The payout's id makes each of them happen once. */
public final class PayoutPostings {
    private static final String SCOPE = "payout";

    private final Supplier<UUID> ids;

    public PayoutPostings(Supplier<UUID> ids) {
        this.ids = ids;
    }

    /** The money is set aside, the tax withheld. */
    public Posting requested(Payout payout) {
        return posting(
                TransferCode.PAYOUT_REQUEST,
                "payout:",
                payout,
                PayoutLines.request(payout.earner(), payout.grossMinor(), payout.withheldMinor(), payout.taxSection()));
    }

    /** The provider is told. */
    public Posting sent(Payout payout) {
        return posting(
                TransferCode.PAYOUT_SENT,
                "payout-sent:",
                payout,
                PayoutLines.sent(
                        payout.earner(), payout.provider(), payout.net().amountMinor()));
    }

    /** The provider has paid. */
    public Posting confirmed(Payout payout) {
        return posting(
                TransferCode.PAYOUT_CONFIRMED,
                "payout-confirmed:",
                payout,
                PayoutLines.confirmed(
                        payout.provider(), payout.asset(), payout.net().amountMinor()));
    }

    /** Everything comes back, the tax included. */
    public Posting failed(Payout payout) {
        Earner earner = payout.earner();
        long gross = payout.grossMinor();
        long withheld = payout.withheldMinor();
        String section = payout.taxSection();
        List<Line> lines = switch (payout.state()) {
            case REQUESTED, HELD, APPROVED -> PayoutLines.failedBeforeSending(earner, gross, withheld, section);
            case SENT, UNKNOWN -> PayoutLines.failedAfterSending(earner, payout.provider(), gross, withheld, section);
            case CONFIRMED -> PayoutLines.returned(earner, gross, withheld, section);
            case FAILED -> throw new IllegalArgumentException("payout " + payout.id() + " has failed before");
        };
        return posting(TransferCode.PAYOUT_FAILED, "payout-fail:", payout, lines);
    }

    /** All that is available is frozen. */
    public Posting frozen(Earner earner, long amountMinor, String actor, String reason) {
        return freezing(TransferCode.FREEZE, earner, EarningLines.freeze(earner, amountMinor), actor, reason);
    }

    /** All that is frozen becomes available. */
    public Posting unfrozen(Earner earner, long amountMinor, String actor, String reason) {
        return freezing(TransferCode.UNFREEZE, earner, EarningLines.unfreeze(earner, amountMinor), actor, reason);
    }

    private Posting freezing(TransferCode code, Earner earner, List<Line> lines, String actor, String reason) {
        // What happens once is the change of the payee's row, in the same transaction; the key only has to be new.
        UUID id = ids.get();
        IdempotencyKey key = IdempotencyKey.of("freeze", code + ":" + earner.id() + ":" + id);
        return Posting.of(code, id, key, actor, lines).noting(reason);
    }

    private Posting posting(TransferCode code, String prefix, Payout payout, List<Line> lines) {
        IdempotencyKey key = IdempotencyKey.of(
                SCOPE, prefix + payout.id(), payout.payeeId(), payout.grossMinor(), payout.withheldMinor());
        return Posting.of(code, ids.get(), key, "payouts", lines);
    }
}
