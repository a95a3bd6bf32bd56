package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.CHARGEBACK;
import static dev.stagedoor.billing.store.jooq.Tables.COIN_LOT;
import static dev.stagedoor.billing.store.jooq.Tables.LOT_ALLOC;

import dev.stagedoor.billing.disputes.Chargeback;
import dev.stagedoor.billing.disputes.DisputeTerms;
import dev.stagedoor.billing.disputes.TakeBack;
import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.AccountRef;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Clawback;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.TakeBackLines;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.Unwinding;
import dev.stagedoor.billing.payments.OrderState;
import dev.stagedoor.billing.payments.ProviderEvent;
import dev.stagedoor.billing.store.jooq.tables.records.ChargebackRecord;
import dev.stagedoor.billing.store.jooq.tables.records.CoinLotRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jspecify.annotations.Nullable;

/** Books what a bank takes back, inside the transaction of its webhook. */
final class ChargebackWriter {
    private final DisputeTerms terms;
    private final Supplier<UUID> ids;
    private final ReferralWriter commissions;

    ChargebackWriter(DisputeTerms terms, Supplier<UUID> ids, ReferralWriter commissions) {
        this.terms = terms;
        this.ids = ids;
        this.commissions = commissions;
    }

    /**
     * What is left of the coins goes; the rest of the price is borne by those who earned it as far as they still have it, by
     * the viewer as a debt as far as one is kept, and by the house. A dispute that is known already is not opened again; what
     * is new of it is noted.
     */
    void open(
            Transaction transaction, SoldOrder order, ProviderEvent event, ProviderEvent.Dispute dispute, Instant now) {
        DSLContext sql = transaction.sql();
        ChargebackRecord known = find(sql, order.provider(), dispute.reference());
        if (known != null) {
            heard(transaction, order, known, dispute, now);
            return;
        }
        long disputedMinor = event.amount().amountMinor();
        Asset asset = order.sale().asset();
        Unwinding unspent = TakeBack.chargeback(
                order.sale(), order.lockLots(transaction, ids), disputedMinor, order.standingMinor(sql));
        long openMinor = disputedMinor - unspent.deferredMinor() - unspent.taxMinor();
        List<Clawback> clawbacks = terms.clawback()
                ? TakeBack.clawbacks(EarnedRows.fromGrant(sql, order.purchaseId(), asset), openMinor)
                : List.of();
        long clawedMinor = clawbacks.stream().mapToLong(Clawback::totalMinor).sum();
        long debtMinor = debt(sql, order.userId(), asset, openMinor - clawedMinor);
        List<Line> lines = TakeBackLines.chargeback(
                order.userId(), order.provider(), unspent, disputedMinor, clawbacks, debtMinor);
        long transferId = transaction.mustPost(posting(order, dispute, "opened", lines)
                .reversing(order.purchaseId())
                .granting(TakeBack.taken(unspent)));
        commissions.settle(transaction, order);
        chargeFee(transaction, order, dispute);
        sql.insertInto(CHARGEBACK)
                .set(CHARGEBACK.ID, ids.get())
                .set(CHARGEBACK.PROVIDER, order.provider())
                .set(CHARGEBACK.DISPUTE_REF, dispute.reference())
                .set(CHARGEBACK.ORDER_ID, order.id())
                .set(CHARGEBACK.USER_ID, order.userId())
                .set(CHARGEBACK.STAGE, Chargeback.Stage.OPENED.name())
                .set(CHARGEBACK.DISPUTED_MINOR, disputedMinor)
                .set(CHARGEBACK.ASSET, asset.name())
                .set(CHARGEBACK.FEE_MINOR, dispute.feeMinor())
                .set(CHARGEBACK.COINS, unspent.paidCoins() + unspent.bonusCoins())
                .set(CHARGEBACK.CLAWED_MINOR, clawedMinor)
                .set(CHARGEBACK.DEBT_MINOR, debtMinor)
                .set(CHARGEBACK.LOSS_MINOR, openMinor - clawedMinor - debtMinor)
                .set(CHARGEBACK.TRANSFER_ID, transferId)
                .set(CHARGEBACK.RESPOND_BY, Instants.orNull(dispute.respondBy()))
                .set(CHARGEBACK.UNDER_REVIEW, dispute.underReview())
                .set(CHARGEBACK.OPENED_AT, Instants.utc(now))
                .set(CHARGEBACK.UPDATED_AT, Instants.utc(now))
                .execute();
        order.moveTo(sql, OrderState.CHARGEDBACK);
    }

    /** News of a case: the fee once it is known and what of it came back, more time, and that the bank has an answer. What is older changes nothing. */
    private void heard(
            Transaction transaction,
            SoldOrder order,
            ChargebackRecord row,
            ProviderEvent.Dispute dispute,
            Instant now) {
        if (row.getFeeMinor() == 0 && dispute.feeMinor() > 0) {
            chargeFee(transaction, order, dispute);
            row.setFeeMinor(dispute.feeMinor());
        }
        long feeBackMinor = Math.min(dispute.feeReturnedMinor(), row.getFeeMinor());
        if (row.getFeeReturnedMinor() == 0 && feeBackMinor > 0) {
            long openMinor = CaseFees.openBackOf(transaction.sql(), order.id(), dispute, feeBackMinor);
            if (openMinor > 0) {
                List<Line> fee = TakeBackLines.chargebackFee(
                        order.provider(), order.sale().asset(), openMinor);
                transaction.mustPost(posting(order, dispute, "fee-back", TakeBackLines.reverse(fee)));
            }
            row.setFeeReturnedMinor(feeBackMinor);
        }
        Instant respondBy = Instants.instant(row.getRespondBy());
        if (dispute.respondBy() != null && (respondBy == null || respondBy.isBefore(dispute.respondBy()))) {
            row.setRespondBy(Instants.utc(dispute.respondBy()));
        }
        row.setUnderReview(row.getUnderReview() || dispute.underReview());
        row.setUpdatedAt(Instants.utc(now));
        row.update();
    }

    /** As far as a settlement has not booked it already. */
    private void chargeFee(Transaction transaction, SoldOrder order, ProviderEvent.Dispute dispute) {
        long openMinor = CaseFees.openOf(transaction.sql(), order.id(), dispute);
        if (openMinor > 0) {
            transaction.mustPost(posting(
                    order,
                    dispute,
                    "fee",
                    TakeBackLines.chargebackFee(order.provider(), order.sale().asset(), openMinor)));
        }
    }

    /**
     * The bank has decided. Won: all of it comes back, the fee as far as the provider says so. Returns an empty text, or why
     * people must look at it; then nothing is booked.
     */
    String close(Transaction transaction, SoldOrder order, ProviderEvent.Dispute dispute, boolean won, Instant now) {
        DSLContext sql = transaction.sql();
        ChargebackRecord row = find(sql, order.provider(), dispute.reference());
        if (row == null) {
            return "the case " + dispute.reference() + " was never opened";
        }
        Chargeback.Stage said = won ? Chargeback.Stage.WON : Chargeback.Stage.LOST;
        Chargeback.Stage before = Chargeback.Stage.valueOf(row.getStage());
        if (before != Chargeback.Stage.OPENED && before != said) {
            return "the case %s was booked as %s, now it is said to be %s: see at %s where the money is; what differs is a correction"
                    .formatted(dispute.reference(), before, said, order.provider());
        }
        heard(transaction, order, row, dispute, now);
        if (before == said) {
            return "";
        }
        @Nullable Long wonTransfer = null;
        if (won) {
            LotRows.lockAndSettle(transaction, order.userId(), ids);
            List<Line> lines = exact(sql, row.getTransferId(), order.sale().asset());
            wonTransfer =
                    transaction.mustPost(posting(order, dispute, "won", lines).reversing(row.getTransferId()));
            commissions.settle(transaction, order);
        }
        sql.update(CHARGEBACK)
                .set(CHARGEBACK.STAGE, said.name())
                .set(CHARGEBACK.WON_TRANSFER_ID, wonTransfer)
                .set(CHARGEBACK.UPDATED_AT, Instants.utc(now))
                .where(CHARGEBACK.ID.eq(row.getId()))
                .execute();
        if (won) {
            order.moveTo(sql, standing(sql, order));
        }
        return "";
    }

    /** Where an order stands after a case that was won: as if there had been none, unless the bank holds on to another. */
    private static OrderState standing(DSLContext sql, SoldOrder order) {
        boolean isHeld = sql.fetchExists(
                CHARGEBACK, CHARGEBACK.ORDER_ID.eq(order.id()), CHARGEBACK.STAGE.ne(Chargeback.Stage.WON.name()));
        return isHeld
                ? OrderState.CHARGEDBACK
                : OrderState.ofReturned(
                        RefundWriter.returnedBefore(sql, order), order.sale().priceMinor());
    }

    /**
     * The chargeback's lines turned round. Coins of the lot may have been settled meanwhile, and then what is deferred again
     * differs from what had left by a rounding; that difference has an account of its own.
     */
    private static List<Line> exact(DSLContext sql, long chargebackId, Asset asset) {
        long deferAgainMinor = 0;
        for (Record2<Long, Long> taken : sql.select(LOT_ALLOC.LOT_ID, LOT_ALLOC.AMOUNT)
                .from(LOT_ALLOC)
                .where(LOT_ALLOC.TRANSFER_ID.eq(chargebackId))
                .fetch()) {
            CoinLotRecord lot = sql.fetchSingle(COIN_LOT, COIN_LOT.ID.eq(taken.value1()));
            deferAgainMinor -= LotRows.lot(lot).costMinorOf(-taken.value2());
        }
        List<Line> lines = new ArrayList<>();
        long roundingMinor = 0;
        for (Line line : TakeBackLines.reverse(EntryLines.of(sql, chargebackId))) {
            if (line.account().kind() == AccountKind.DEFERRED_REVENUE) {
                roundingMinor = line.amountMinor() - deferAgainMinor;
                lines.add(new Line(line.account(), deferAgainMinor));
            } else {
                lines.add(line);
            }
        }
        if (roundingMinor != 0) {
            lines.add(new Line(AccountRef.house(AccountKind.ROUNDING, asset), roundingMinor));
        }
        return lines;
    }

    private long debt(DSLContext sql, UUID viewer, Asset asset, long openMinor) {
        long owedMinor = -EarnedRows.balance(sql, AccountRef.payee(AccountKind.VIEWER_DEBT, viewer, asset));
        return Math.clamp(terms.debtLimitMinor() - owedMinor, 0, openMinor);
    }

    private Posting posting(SoldOrder order, ProviderEvent.Dispute dispute, String stage, List<Line> lines) {
        IdempotencyKey key =
                IdempotencyKey.of("cb", "cb:" + order.provider() + ":" + dispute.reference() + ":" + stage, order.id());
        return Posting.of(TransferCode.CHARGEBACK, ids.get(), key, "psp:" + order.provider(), lines)
                .noting(dispute.reference() + " " + stage);
    }

    private static @Nullable ChargebackRecord find(DSLContext sql, String provider, String reference) {
        return sql.fetchOne(CHARGEBACK, CHARGEBACK.PROVIDER.eq(provider).and(CHARGEBACK.DISPUTE_REF.eq(reference)));
    }
}
