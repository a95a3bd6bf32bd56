package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.billing.store.jooq.Tables.AGENCY_MEMBERSHIP;
import static dev.stagedoor.billing.store.jooq.Tables.APPROVAL;
import static dev.stagedoor.billing.store.jooq.Tables.CALL_DISPUTE;
import static dev.stagedoor.billing.store.jooq.Tables.CHARGEBACK;
import static dev.stagedoor.billing.store.jooq.Tables.ENTRY;
import static dev.stagedoor.billing.store.jooq.Tables.PAYMENT_ORDER;
import static dev.stagedoor.billing.store.jooq.Tables.PAYOUT;
import static dev.stagedoor.billing.store.jooq.Tables.PRICE_LIST;
import static dev.stagedoor.billing.store.jooq.Tables.PROMO_CODE;
import static dev.stagedoor.billing.store.jooq.Tables.PROVIDER_EVENT;
import static dev.stagedoor.billing.store.jooq.Tables.REFERRAL_COMMISSION;
import static dev.stagedoor.billing.store.jooq.Tables.REFUND_REQUEST;
import static dev.stagedoor.billing.store.jooq.Tables.RISK_PARTY;
import static dev.stagedoor.billing.store.jooq.Tables.TRANSFER;

import dev.stagedoor.billing.agencies.MembershipEnd;
import dev.stagedoor.billing.agencies.MembershipOffer;
import dev.stagedoor.billing.approval.CanonicalJson;
import dev.stagedoor.billing.approval.Concerned;
import dev.stagedoor.billing.approval.Matter;
import dev.stagedoor.billing.disputes.Adjustment;
import dev.stagedoor.billing.payouts.PayoutSettlement;
import dev.stagedoor.billing.pricing.PriceChange;
import dev.stagedoor.billing.pricing.PriceList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/** Whom matters concern, by the rows of what is decided on. */
public final class PostgresConcerned implements Concerned {
    private final Database database;

    public PostgresConcerned(Database database) {
        this.database = database;
    }

    @Override
    public List<UUID> by(Matter matter) {
        return database.transact(transaction -> by(transaction.sql(), matter));
    }

    private static List<UUID> by(DSLContext sql, Matter matter) {
        return switch (matter) {
            case Matter.Payee(UUID id) -> List.of(id);
            case Matter.Payout(UUID id) -> ids(payee(sql, id));
            case Matter.Refund(UUID id) -> ids(ofRefund(sql, id));
            case Matter.Complaint(UUID id) -> ids(ofComplaint(sql, id));
            case Matter.Chargeback(UUID id) ->
                ids(sql.select(CHARGEBACK.USER_ID).from(CHARGEBACK).where(CHARGEBACK.ID.eq(id)));
            case Matter.Flag(UUID id) ->
                ids(sql.select(RISK_PARTY.ACCOUNT_ID).from(RISK_PARTY).where(RISK_PARTY.FLAG_ID.eq(id)));
            case Matter.News(long inboxId) -> ids(ofNews(sql, inboxId));
            case Matter.Code(String code) -> ids(ofCode(sql, code));
            case Matter.Proposal(String kind, String payload) -> ofProposal(sql, kind, payload);
        };
    }

    private static List<UUID> ids(Select<Record1<UUID>> query) {
        return query.fetch(Record1::value1).stream().filter(Objects::nonNull).toList();
    }

    private static Select<Record1<UUID>> payee(DSLContext sql, UUID payoutId) {
        return sql.select(PAYOUT.PAYEE_ID).from(PAYOUT).where(PAYOUT.ID.eq(payoutId));
    }

    /** The buyer, and who brought the buyer: a refund takes its part of the commission with it. */
    private static Select<Record1<UUID>> ofRefund(DSLContext sql, UUID id) {
        return sql.select(REFUND_REQUEST.USER_ID)
                .from(REFUND_REQUEST)
                .where(REFUND_REQUEST.ID.eq(id))
                .union(sql.select(REFERRAL_COMMISSION.REFERRER_ID)
                        .from(REFERRAL_COMMISSION)
                        .join(REFUND_REQUEST)
                        .on(REFUND_REQUEST.ORDER_ID.eq(REFERRAL_COMMISSION.ORDER_ID))
                        .where(REFUND_REQUEST.ID.eq(id)));
    }

    /** Both who talked, and whoever else has earned by the call. */
    private static Select<Record1<UUID>> ofComplaint(DSLContext sql, UUID id) {
        return sql.select(CALL_DISPUTE.USER_ID)
                .from(CALL_DISPUTE)
                .where(CALL_DISPUTE.ID.eq(id))
                .union(sql.select(CALL_DISPUTE.PERFORMER_ID).from(CALL_DISPUTE).where(CALL_DISPUTE.ID.eq(id)))
                .union(sql.select(ACCOUNT.OWNER_REF)
                        .from(CALL_DISPUTE)
                        .join(TRANSFER)
                        .on(TRANSFER.SESSION_ID.eq(CALL_DISPUTE.SESSION_ID))
                        .join(ENTRY)
                        .on(ENTRY.TRANSFER_ID.eq(TRANSFER.ID))
                        .join(ACCOUNT)
                        .on(ACCOUNT.ID.eq(ENTRY.ACCOUNT_ID))
                        .where(CALL_DISPUTE.ID.eq(id)));
    }

    /** The buyer of the order that it names, by itself or by its payment, or the payee of its payout. */
    private static Select<Record1<UUID>> ofNews(DSLContext sql, long inboxId) {
        return sql.select(PAYMENT_ORDER.USER_ID)
                .from(PROVIDER_EVENT)
                .join(PAYMENT_ORDER)
                .on(PAYMENT_ORDER
                        .ID
                        .eq(PROVIDER_EVENT.ORDER_ID)
                        .or(PROVIDER_EVENT
                                .ORDER_ID
                                .isNull()
                                .and(PAYMENT_ORDER.PROVIDER.eq(PROVIDER_EVENT.PROVIDER))
                                .and(PAYMENT_ORDER.PAYMENT_REF.eq(PROVIDER_EVENT.PAYMENT_REF))))
                .where(PROVIDER_EVENT.ID.eq(inboxId))
                .union(sql.select(PAYOUT.PAYEE_ID)
                        .from(PROVIDER_EVENT)
                        .join(PAYOUT)
                        .on(PAYOUT.ID.eq(PROVIDER_EVENT.PAYOUT_ID))
                        .where(PROVIDER_EVENT.ID.eq(inboxId)));
    }

    /** Who made it, and who approved it. */
    private static Select<Record1<UUID>> ofCode(DSLContext sql, String code) {
        return sql.select(PROMO_CODE.CREATED_BY)
                .from(PROMO_CODE)
                .where(PROMO_CODE.CODE.eq(code))
                .union(sql.select(APPROVAL.DECIDED_BY)
                        .from(PROMO_CODE)
                        .join(APPROVAL)
                        .on(APPROVAL.ID.eq(PROMO_CODE.APPROVAL_ID))
                        .where(PROMO_CODE.CODE.eq(code)));
    }

    private static List<UUID> ofProposal(DSLContext sql, String kind, String payload) {
        return switch (kind) {
            case MembershipOffer.KIND -> {
                MembershipOffer offer = CanonicalJson.read(payload, MembershipOffer.class);
                yield List.of(offer.performerId(), offer.agencyId());
            }
            case MembershipEnd.KIND ->
                ofMembership(
                        sql, CanonicalJson.read(payload, MembershipEnd.class).membershipId());
            case PayoutSettlement.KIND ->
                ids(payee(
                        sql, CanonicalJson.read(payload, PayoutSettlement.class).payoutId()));
            case Adjustment.KIND ->
                CanonicalJson.read(payload, Adjustment.class).entries().stream()
                        .map(Adjustment.Entry::owner)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
            case PriceChange.KIND -> {
                PriceChange change = CanonicalJson.read(payload, PriceChange.class);
                yield change.ownSplits(list(sql, change.baseVersion()));
            }
            default -> List.of();
        };
    }

    private static List<UUID> ofMembership(DSLContext sql, UUID membershipId) {
        return sql
                .select(AGENCY_MEMBERSHIP.PERFORMER_ID, AGENCY_MEMBERSHIP.AGENCY_ID)
                .from(AGENCY_MEMBERSHIP)
                .where(AGENCY_MEMBERSHIP.ID.eq(membershipId))
                .fetch()
                .stream()
                .flatMap(row -> Stream.of(row.value1(), row.value2()))
                .toList();
    }

    private static @Nullable PriceList list(DSLContext sql, long version) {
        String payload = sql.select(PRICE_LIST.PAYLOAD)
                .from(PRICE_LIST)
                .where(PRICE_LIST.VERSION.eq(version))
                .fetchOne(PRICE_LIST.PAYLOAD);
        return payload == null ? null : CanonicalJson.read(payload, PriceList.class);
    }
}
