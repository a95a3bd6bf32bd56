package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.billing.store.jooq.Tables.PAYEE;
import static dev.stagedoor.billing.store.jooq.Tables.PAYOUT_USAGE;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.AccountRef;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Earner;
import dev.stagedoor.billing.payouts.NewPayout;
import dev.stagedoor.billing.payouts.PayeeFacts;
import dev.stagedoor.billing.payouts.PayoutTerms;
import dev.stagedoor.billing.store.jooq.tables.records.PayeeReviewRecord;
import dev.stagedoor.billing.store.jooq.tables.records.PayoutDestinationRecord;
import java.time.LocalDate;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What a payout depends on. */
final class PayeeFactsRows {
    /** Whether the row of {@code payee} is an agency's: then it has earned as one. */
    static final Field<Boolean> IS_AGENCY = DSL.field(DSL.exists(DSL.selectOne()
            .from(ACCOUNT)
            .where(ACCOUNT.KIND.eq(AccountKind.AGENCY_AVAILABLE.kind()))
            .and(ACCOUNT.OWNER_REF.eq(PAYEE.PAYEE_ID))));

    private PayeeFactsRows() {}

    static PayeeFacts read(DSLContext sql, NewPayout order, boolean frozen, PayoutTerms terms, String taxPreset) {
        UUID payeeId = order.payeeId();
        Asset asset = terms.asset();
        PayeeReviewRecord review = PayeeRows.review(sql, payeeId);
        PayoutDestinationRecord destination = DestinationRows.find(sql, payeeId);
        LocalDate month = order.day().withDayOfMonth(1);
        return new PayeeFacts(
                frozen,
                isVerified(review, destination),
                review != null && review.getDecision().equals("REJECTED") ? review.getReason() : "",
                destination != null,
                balance(sql, new Earner(payeeId, order.agency(), asset).available()),
                TestMoneyRows.owedTo(sql, payeeId, asset, terms.provider()),
                usage(sql, payeeId, asset, "DAY", order.day()),
                usage(sql, payeeId, asset, "MONTH", month),
                PayeeRows.taxFacts(sql, payeeId, asset, taxPreset, order.at()));
    }

    /** What was verified is a person with a bank account; with another account it has to be looked at again. */
    static boolean isVerified(@Nullable PayeeReviewRecord review, @Nullable PayoutDestinationRecord destination) {
        return review != null
                && review.getDecision().equals("VERIFIED")
                && (destination == null || !destination.getUpdatedAt().isAfter(review.getAt()));
    }

    static boolean isAgency(DSLContext sql, UUID payeeId) {
        return sql.fetchExists(
                ACCOUNT, ACCOUNT.KIND.eq(AccountKind.AGENCY_AVAILABLE.kind()), ACCOUNT.OWNER_REF.eq(payeeId));
    }

    /** Of an account whose balance is kept; 0 if it was never opened. */
    static long balance(DSLContext sql, AccountRef account) {
        Long balance = sql.select(ACCOUNT.BALANCE)
                .from(ACCOUNT)
                .where(ACCOUNT.KIND.eq(account.kind().kind()))
                .and(ACCOUNT.OWNER_REF.eq(account.owner()))
                .and(ACCOUNT.QUALIFIER.eq(account.qualifier()))
                .and(ACCOUNT.ASSET.eq(account.asset().name()))
                .fetchOne(ACCOUNT.BALANCE);
        return balance == null ? 0 : balance;
    }

    private static long usage(DSLContext sql, UUID payeeId, Asset asset, String period, LocalDate starts) {
        Long total = sql.select(PAYOUT_USAGE.TOTAL_MINOR)
                .from(PAYOUT_USAGE)
                .where(PAYOUT_USAGE.PAYEE_ID.eq(payeeId))
                .and(PAYOUT_USAGE.ASSET.eq(asset.name()))
                .and(PAYOUT_USAGE.PERIOD.eq(period))
                .and(PAYOUT_USAGE.STARTS.eq(starts))
                .fetchOne(PAYOUT_USAGE.TOTAL_MINOR);
        return total == null ? 0 : total;
    }
}
