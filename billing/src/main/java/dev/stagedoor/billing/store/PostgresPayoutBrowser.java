package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;
import static dev.stagedoor.billing.store.jooq.Tables.PAYEE;
import static dev.stagedoor.billing.store.jooq.Tables.PAYOUT;
import static dev.stagedoor.billing.store.jooq.Tables.PAYOUT_STEP;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.payouts.EarningsSummary;
import dev.stagedoor.billing.payouts.EarningsTerms;
import dev.stagedoor.billing.payouts.PayeeReview;
import dev.stagedoor.billing.payouts.Payout;
import dev.stagedoor.billing.payouts.PayoutBrowser;
import dev.stagedoor.billing.payouts.PayoutState;
import dev.stagedoor.billing.store.jooq.tables.records.PayeeReviewRecord;
import dev.stagedoor.billing.store.jooq.tables.records.PayoutDestinationRecord;
import dev.stagedoor.billing.store.jooq.tables.records.PayoutRecord;
import dev.stagedoor.billing.tax.TaxRule;
import dev.stagedoor.billing.tax.TaxRules;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Earnings and payouts as people see them, from PostgreSQL. */
public final class PostgresPayoutBrowser implements PayoutBrowser {
    private final Database database;
    private final EarningsTerms terms;

    public PostgresPayoutBrowser(Database database, EarningsTerms terms) {
        this.database = database;
        this.terms = terms;
    }

    @Override
    public EarningsSummary summary(UUID payeeId, boolean agency, EarningsTerms inForce, Instant now) {
        return database.transact(
                transaction -> new EarningsReading(transaction.sql(), inForce, payeeId, agency).summary(now));
    }

    @Override
    public Page<Payout> payouts(
            @Nullable UUID payeeId, @Nullable PayoutState state, @Nullable String cursor, int limit) {
        Condition wanted = payeeId == null ? DSL.noCondition() : PAYOUT.PAYEE_ID.eq(payeeId);
        if (state != null) {
            wanted = wanted.and(PAYOUT.STATE.eq(state.name()));
        }
        Cursor after = Cursor.parse(cursor);
        Condition condition = wanted.and(DSL.row(PAYOUT.REQUESTED_AT, PAYOUT.ID).lt(after.at(), after.id()));
        List<Payout> found = database.transact(transaction -> transaction
                .sql()
                .selectFrom(PAYOUT)
                .where(condition)
                .orderBy(PAYOUT.REQUESTED_AT.desc(), PAYOUT.ID.desc())
                .limit(limit + 1)
                .fetch(PayoutRows::payout));
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        Payout last = found.get(limit - 1);
        return new Page<>(found.subList(0, limit), new Cursor(Instants.utc(last.requestedAt()), last.id()).text());
    }

    @Override
    public @Nullable History history(UUID payoutId) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            PayoutRecord row =
                    sql.selectFrom(PAYOUT).where(PAYOUT.ID.eq(payoutId)).fetchOne();
            if (row == null) {
                return null;
            }
            List<Step> steps = sql.selectFrom(PAYOUT_STEP)
                    .where(PAYOUT_STEP.PAYOUT_ID.eq(payoutId))
                    .orderBy(PAYOUT_STEP.ID)
                    .fetch(step -> new Step(
                            PayoutState.valueOf(step.getState()),
                            step.getActor(),
                            step.getReason(),
                            step.getAt().toInstant()));
            return new History(PayoutRows.payout(row), steps);
        });
    }

    @Override
    public List<PayeeRow> payees(int limit) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            return sql
                    .select(PAYEE.PAYEE_ID)
                    .from(PAYEE)
                    .orderBy(PAYEE.PAYEE_ID.desc())
                    .limit(limit)
                    .fetch(PAYEE.PAYEE_ID)
                    .stream()
                    .map(payeeId -> payee(sql, payeeId))
                    .filter(payee -> payee.destination() != null || payee.review() != null || payee.frozen())
                    .sorted(Comparator.comparing(PayeeRow::waits).reversed())
                    .toList();
        });
    }

    private PayeeRow payee(DSLContext sql, UUID payeeId) {
        var row = sql.selectFrom(PAYEE).where(PAYEE.PAYEE_ID.eq(payeeId)).fetchSingle();
        PayeeReviewRecord review = PayeeRows.review(sql, payeeId);
        PayoutDestinationRecord destination = DestinationRows.find(sql, payeeId);
        Long available = sql.select(DSL.sum(ACCOUNT.BALANCE).cast(Long.class))
                .from(ACCOUNT)
                .where(ACCOUNT.OWNER_REF.eq(payeeId))
                .and(ACCOUNT.ASSET.eq(terms.asset().name()))
                .and(ACCOUNT.KIND.in(AccountKind.CREATOR_AVAILABLE.kind(), AccountKind.AGENCY_AVAILABLE.kind()))
                .fetchSingle()
                .value1();
        return new PayeeRow(
                payeeId,
                DestinationRows.shown(destination),
                review == null
                        ? null
                        : new PayeeReview(
                                review.getDecision().equals("VERIFIED"),
                                review.getTaxIdTail(),
                                review.getReason(),
                                review.getReviewer(),
                                review.getAt().toInstant()),
                PayeeFactsRows.isVerified(review, destination),
                review != null
                        && destination != null
                        && destination.getUpdatedAt().isAfter(review.getAt()),
                row.getFrozenAt() != null,
                row.getFrozenReason(),
                available == null ? 0 : available);
    }

    @Override
    public boolean isVerified(UUID payeeId) {
        return database.transact(transaction -> PayeeFactsRows.isVerified(
                PayeeRows.review(transaction.sql(), payeeId), DestinationRows.find(transaction.sql(), payeeId)));
    }

    @Override
    public Rules rules(Instant now) {
        TaxRules rules = database.transact(transaction -> PayeeRows.taxRules(transaction.sql()));
        TaxRule inForce = rules.rules().stream()
                .map(rule -> rules.inForce(
                        terms.taxPreset(), LocalDate.ofInstant(now, rule.year().zone())))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new Rules(terms.taxPreset(), inForce, rules.rules());
    }
}
