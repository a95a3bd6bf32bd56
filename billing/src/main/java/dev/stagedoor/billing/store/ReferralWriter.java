package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.PAYEE;
import static dev.stagedoor.billing.store.jooq.Tables.PAYMENT_ORDER;
import static dev.stagedoor.billing.store.jooq.Tables.REFERRAL;
import static dev.stagedoor.billing.store.jooq.Tables.REFERRAL_COMMISSION;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.EarningLines;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.pricing.PriceList;
import dev.stagedoor.billing.referrals.Commission;
import dev.stagedoor.billing.store.jooq.Routines;
import dev.stagedoor.billing.store.jooq.tables.records.ReferralCommissionRecord;
import dev.stagedoor.billing.store.jooq.tables.records.ReferralRecord;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Books the commission of a purchase, in the transaction that books the purchase or takes a part of it back. What is posted is
 * the difference between what is owed now and what is booked, so to call it once too often posts nothing.
 */
final class ReferralWriter {
    private static final String SCOPE = "referral";

    private final Supplier<UUID> ids;
    private final Function<Instant, PriceList.Referral> terms;

    /** @param terms of the programme at the moment of an order */
    ReferralWriter(Supplier<UUID> ids, Function<Instant, PriceList.Referral> terms) {
        this.ids = ids;
        this.terms = terms;
    }

    /** After a payment was booked. Most buyers were brought by nobody; that costs one look. */
    void settle(Transaction transaction, UUID orderId) {
        DSLContext sql = transaction.sql();
        boolean referred = sql.fetchExists(sql.selectOne()
                .from(PAYMENT_ORDER)
                .join(REFERRAL)
                .on(REFERRAL.ACCOUNT_ID.eq(PAYMENT_ORDER.USER_ID))
                .where(PAYMENT_ORDER.ID.eq(orderId)));
        SoldOrder order = referred ? SoldOrder.lock(sql, orderId) : null;
        if (order != null) {
            settle(transaction, order);
        }
    }

    /** After something was booked about a paid order, which is locked. */
    void settle(Transaction transaction, SoldOrder order) {
        DSLContext sql = transaction.sql();
        ReferralCommissionRecord row = commission(sql, order);
        if (row == null) {
            return;
        }
        long returnedMinor =
                Objects.requireNonNull(Routines.returnedOfPurchase(sql.configuration(), order.purchaseId()));
        long owedMinor =
                new Commission(row.getBasisPoints(), row.getNetMinor(), row.getPriceMinor()).owedAfter(returnedMinor);
        long differenceMinor = owedMinor - row.getCommissionMinor();
        if (differenceMinor == 0) {
            return;
        }
        UUID referrer = row.getReferrerId();
        Posting posting = Posting.of(
                        TransferCode.REFERRAL,
                        ids.get(),
                        IdempotencyKey.of(SCOPE, SCOPE + ":" + order.id() + ":" + row.getSteps(), differenceMinor),
                        SCOPE,
                        EarningLines.referral(referrer, Asset.valueOf(row.getAsset()), differenceMinor))
                .noting("order " + order.id());
        Long first = row.getTransferId();
        long transferId =
                transaction.mustPost(first != null && differenceMinor < 0 ? posting.reversing(first) : posting);
        row.setCommissionMinor(owedMinor);
        row.setSteps(row.getSteps() + 1);
        row.setTransferId(first == null ? Long.valueOf(transferId) : first);
        row.update();
        transaction.tell(referrer);
    }

    /** The order's row, made when the order is first seen; null if it brings nobody anything. */
    private @Nullable ReferralCommissionRecord commission(DSLContext sql, SoldOrder order) {
        ReferralCommissionRecord known = sql.fetchOne(REFERRAL_COMMISSION, REFERRAL_COMMISSION.ORDER_ID.eq(order.id()));
        if (known != null) {
            return known;
        }
        ReferralRecord referral = sql.fetchOne(
                REFERRAL, REFERRAL.ACCOUNT_ID.eq(order.userId()).and(REFERRAL.ENDS_AT.gt(order.orderedAt())));
        if (referral == null) {
            return null;
        }
        String refused = refusal(sql, referral.getReferrerId());
        int basisPoints =
                refused.isEmpty() ? terms.apply(order.orderedAt().toInstant()).basisPoints() : 0;
        return sql.insertInto(REFERRAL_COMMISSION)
                .set(REFERRAL_COMMISSION.ORDER_ID, order.id())
                .set(REFERRAL_COMMISSION.REFERRER_ID, referral.getReferrerId())
                .set(REFERRAL_COMMISSION.BASIS_POINTS, basisPoints)
                .set(REFERRAL_COMMISSION.REFUSED, refused)
                .set(REFERRAL_COMMISSION.ASSET, order.sale().asset().name())
                .set(REFERRAL_COMMISSION.PRICE_MINOR, order.sale().priceMinor())
                .set(
                        REFERRAL_COMMISSION.NET_MINOR,
                        order.sale().priceMinor() - order.sale().taxMinor())
                .returning()
                .fetchSingle();
    }

    /** Why a referrer gets nothing for what is paid now; empty if nothing is in the way. */
    private static String refusal(DSLContext sql, UUID referrer) {
        if (sql.fetchExists(PAYEE, PAYEE.PAYEE_ID.eq(referrer), PAYEE.FROZEN_AT.isNotNull())) {
            return "FROZEN";
        }
        return PayeeFactsRows.isVerified(PayeeRows.review(sql, referrer), null) ? "" : "NOT_VERIFIED";
    }
}
