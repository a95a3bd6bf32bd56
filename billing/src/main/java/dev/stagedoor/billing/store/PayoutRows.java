package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.PAYOUT;
import static dev.stagedoor.billing.store.jooq.Tables.PAYOUT_STEP;
import static dev.stagedoor.billing.store.jooq.Tables.TAX_WITHHOLDING;

import dev.stagedoor.billing.ledger.AccountRef;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Earner;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.payouts.NewPayout;
import dev.stagedoor.billing.payouts.PayeeFacts;
import dev.stagedoor.billing.payouts.Payout;
import dev.stagedoor.billing.payouts.PayoutDecision;
import dev.stagedoor.billing.payouts.PayoutOutcome;
import dev.stagedoor.billing.payouts.PayoutPostings;
import dev.stagedoor.billing.payouts.PayoutProvider.Answer;
import dev.stagedoor.billing.payouts.PayoutRefusal;
import dev.stagedoor.billing.payouts.PayoutState;
import dev.stagedoor.billing.payouts.PayoutTerms;
import dev.stagedoor.billing.payouts.TaxEntry;
import dev.stagedoor.billing.store.jooq.tables.records.PayoutRecord;
import dev.stagedoor.billing.tax.TaxPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** A payout's row and what is booked when it moves, in one transaction. */
final class PayoutRows {
    private static final String ACTOR = "payouts";
    /** Questions come twice as late each time, up to this many times. */
    private static final int SLOWEST = 8;

    private final PayoutTerms terms;
    private final PayoutPostings postings;

    PayoutRows(PayoutTerms terms, PayoutPostings postings) {
        this.terms = terms;
        this.postings = postings;
    }

    @Nullable
    PayoutRecord lock(DSLContext sql, UUID payoutId) {
        return sql.selectFrom(PAYOUT).where(PAYOUT.ID.eq(payoutId)).forUpdate().fetchOne();
    }

    PayoutOutcome insert(Transaction transaction, NewPayout order, PayeeFacts facts, PayoutDecision.Pay pay) {
        DSLContext sql = transaction.sql();
        PayoutRecord row = sql.newRecord(PAYOUT);
        row.setId(order.id());
        row.setPayeeId(order.payeeId());
        row.setAgency(order.agency());
        row.setIdemKey(order.idempotencyKey());
        row.setOrigin(order.origin().name());
        row.setRetryOf(order.retryOf());
        row.setAttempt(order.attempt());
        row.setAsset(terms.asset().name());
        row.setGrossMinor(pay.grossMinor());
        row.setWithheldMinor(pay.tax().withheldMinor());
        row.setTaxSection(facts.tax().rule().section());
        row.setState(pay.approved() ? PayoutState.APPROVED.name() : PayoutState.REQUESTED.name());
        row.setProvider(terms.provider());
        row.setDay(order.day());
        row.setDayCapMinor(pay.dayCapMinor());
        row.setMonthCapMinor(pay.monthCapMinor());
        row.setDueAt(pay.approved() ? Instants.utc(order.at()) : null);
        row.setRequestedAt(Instants.utc(order.at()));
        row.insert();
        row.refresh();
        Payout payout = payout(row);
        PostOutcome posted = transaction.post(postings.requested(payout));
        if (posted instanceof PostOutcome.InsufficientFunds) {
            // A clawback came between reading the balance and this.
            return transaction.undo(new PayoutOutcome.Refused(new PayoutRefusal.NotEnough(
                    new Money(PayeeFactsRows.balance(sql, available(order)), terms.asset()))));
        }
        if (!(posted instanceof PostOutcome.Posted)) {
            throw new IllegalStateException("the ledger refused payout " + order.id() + ": " + posted);
        }
        if (facts.tax().rule().taxPoint() == TaxPoint.PAYOUT) {
            TaxEntry entry = new TaxEntry(
                    TaxEntry.Kind.PAYOUT, order.id().toString(), facts.tax(), pay.grossMinor(), pay.tax(), order.at());
            PayeeRows.insert(sql, order.payeeId(), terms.asset(), entry);
        }
        step(sql, order.id(), PayoutState.REQUESTED, order.origin().name(), "", order.at());
        return new PayoutOutcome.Accepted(payout, false);
    }

    private AccountRef available(NewPayout order) {
        return new Earner(order.payeeId(), order.agency(), terms.asset()).available();
    }

    /** An approved payout is about to be sent. */
    Payout send(Transaction transaction, PayoutRecord row, Instant now) {
        transaction.mustPost(postings.sent(payout(row)));
        row.setState(PayoutState.SENT.name());
        row.setSentAt(Instants.utc(now));
        row.setDueAt(Instants.utc(now.plus(terms.answerWithin())));
        row.update();
        step(transaction.sql(), row.getId(), PayoutState.SENT, ACTOR, "", now);
        return payout(row);
    }

    /** Nothing was heard of it in time. Without a number of the provider's, not even that it has the order. */
    Payout ask(DSLContext sql, PayoutRecord row, Instant now) {
        row.setChecks(row.getChecks() + 1);
        row.setDueAt(Instants.utc(now.plus(patience(row))));
        if (row.getState().equals(PayoutState.SENT.name())
                && row.getProviderRef().isEmpty()) {
            row.setState(PayoutState.UNKNOWN.name());
            step(sql, row.getId(), PayoutState.UNKNOWN, ACTOR, "Nothing was heard of it after it was sent.", now);
        }
        row.update();
        return payout(row);
    }

    Payout hurry(DSLContext sql, PayoutRecord row, String actor, Instant now) {
        row.setDueAt(Instants.utc(now));
        row.update();
        step(sql, row.getId(), PayoutState.valueOf(row.getState()), actor, "Asked the provider at once.", now);
        return payout(row);
    }

    void answered(Transaction transaction, PayoutRecord row, Answer answer, Instant now) {
        switch (answer) {
            case Answer.Processing processing -> {
                row.setProviderRef(processing.ref());
                waiting(transaction.sql(), row, PayoutState.SENT, "", now);
            }
            case Answer.Processed processed -> {
                row.setProviderRef(processed.ref());
                transaction.mustPost(postings.confirmed(payout(row)));
                ended(transaction.sql(), row, PayoutState.CONFIRMED, ACTOR, "", now);
            }
            case Answer.Failed failed -> {
                row.setProviderRef(failed.ref());
                row.setRetryable(failed.retryable());
                fail(transaction, row, ACTOR, failed.reason(), now);
            }
            case Answer.NotFound _ ->
                waiting(transaction.sql(), row, PayoutState.UNKNOWN, "The provider does not know it.", now);
            case Answer.NoAnswer silence -> waiting(transaction.sql(), row, PayoutState.UNKNOWN, silence.reason(), now);
        }
    }

    /** Two people have said what became of it; a payout that was paid may have come back. */
    void settled(Transaction transaction, PayoutRecord row, boolean paid, UUID approver, String note, Instant now) {
        row.setSettledBy(approver);
        if (paid) {
            transaction.mustPost(postings.confirmed(payout(row)));
            ended(transaction.sql(), row, PayoutState.CONFIRMED, approver.toString(), note, now);
        } else {
            row.setRetryable(false);
            fail(transaction, row, approver.toString(), note, now);
        }
    }

    /** Moves a payout that was not sent yet. */
    Payout move(Transaction transaction, PayoutRecord row, PayoutState to, String actor, String reason, Instant now) {
        if (to == PayoutState.FAILED) {
            fail(transaction, row, actor, reason, now);
            return payout(row);
        }
        row.setState(to.name());
        row.setReason(to == PayoutState.HELD ? reason : "");
        row.setDueAt(to == PayoutState.APPROVED ? Instants.utc(now) : null);
        row.update();
        step(transaction.sql(), row.getId(), to, actor, reason, now);
        return payout(row);
    }

    private void waiting(DSLContext sql, PayoutRecord row, PayoutState state, String reason, Instant now) {
        boolean news = !row.getState().equals(state.name());
        row.setState(state.name());
        row.setDueAt(Instants.utc(now.plus(patience(row))));
        row.update();
        if (news) {
            step(sql, row.getId(), state, ACTOR, reason, now);
        }
    }

    private Duration patience(PayoutRecord row) {
        return terms.answerWithin().multipliedBy(1L << Math.min(row.getChecks(), SLOWEST));
    }

    private void fail(Transaction transaction, PayoutRecord row, String actor, String reason, Instant now) {
        transaction.mustPost(postings.failed(payout(row)));
        untax(transaction.sql(), row.getId(), now);
        row.setReason(reason);
        ended(transaction.sql(), row, PayoutState.FAILED, actor, reason, now);
    }

    /** Takes a payout out of its tax year again. */
    private static void untax(DSLContext sql, UUID payoutId, Instant now) {
        var taken = TAX_WITHHOLDING.as("taken");
        sql.insertInto(
                        TAX_WITHHOLDING,
                        TAX_WITHHOLDING.PAYEE_ID,
                        TAX_WITHHOLDING.ASSET,
                        TAX_WITHHOLDING.YEAR_START,
                        TAX_WITHHOLDING.PRESET,
                        TAX_WITHHOLDING.VERSION,
                        TAX_WITHHOLDING.KIND,
                        TAX_WITHHOLDING.REF,
                        TAX_WITHHOLDING.GROSS_MINOR,
                        TAX_WITHHOLDING.TAXABLE_MINOR,
                        TAX_WITHHOLDING.WITHHELD_MINOR,
                        TAX_WITHHOLDING.RATE_BASIS_POINTS,
                        TAX_WITHHOLDING.AT)
                .select(sql.select(
                                taken.PAYEE_ID,
                                taken.ASSET,
                                taken.YEAR_START,
                                taken.PRESET,
                                taken.VERSION,
                                DSL.val(TaxEntry.Kind.PAYOUT_FAILED.name()),
                                taken.REF,
                                taken.GROSS_MINOR.neg(),
                                taken.TAXABLE_MINOR.neg(),
                                taken.WITHHELD_MINOR.neg(),
                                taken.RATE_BASIS_POINTS,
                                DSL.val(Instants.utc(now)))
                        .from(taken)
                        .where(taken.KIND.eq(TaxEntry.Kind.PAYOUT.name()))
                        .and(taken.REF.eq(payoutId.toString())))
                .execute();
    }

    private static void ended(
            DSLContext sql, PayoutRecord row, PayoutState state, String actor, String reason, Instant now) {
        row.setState(state.name());
        row.setDueAt(null);
        row.setEndedAt(Instants.utc(now));
        row.update();
        step(sql, row.getId(), state, actor, reason, now);
    }

    private static void step(
            DSLContext sql, UUID payoutId, PayoutState state, String actor, String reason, Instant now) {
        sql.insertInto(PAYOUT_STEP)
                .set(PAYOUT_STEP.PAYOUT_ID, payoutId)
                .set(PAYOUT_STEP.STATE, state.name())
                .set(PAYOUT_STEP.ACTOR, actor)
                .set(PAYOUT_STEP.REASON, reason)
                .set(PAYOUT_STEP.AT, Instants.utc(now))
                .execute();
    }

    static Payout payout(PayoutRecord row) {
        return new Payout(
                row.getId(),
                row.getPayeeId(),
                row.getAgency(),
                Payout.Origin.valueOf(row.getOrigin()),
                row.getAttempt(),
                Asset.valueOf(row.getAsset()),
                row.getGrossMinor(),
                row.getWithheldMinor(),
                row.getTaxSection(),
                PayoutState.valueOf(row.getState()),
                row.getProvider(),
                row.getProviderRef(),
                row.getReason(),
                row.getRetryable(),
                Objects.requireNonNull(Instants.instant(row.getRequestedAt())),
                Instants.instant(row.getSentAt()),
                Instants.instant(row.getEndedAt()));
    }
}
