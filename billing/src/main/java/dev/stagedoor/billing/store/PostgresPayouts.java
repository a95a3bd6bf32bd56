package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.PAYEE;
import static dev.stagedoor.billing.store.jooq.Tables.PAYEE_REVIEW;
import static dev.stagedoor.billing.store.jooq.Tables.PAYOUT;

import dev.stagedoor.billing.ledger.AccountRef;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Earner;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.payments.WebhookOutcome;
import dev.stagedoor.billing.payouts.Destination;
import dev.stagedoor.billing.payouts.EarningsTerms;
import dev.stagedoor.billing.payouts.NewPayout;
import dev.stagedoor.billing.payouts.PayeeFacts;
import dev.stagedoor.billing.payouts.PayeeReview;
import dev.stagedoor.billing.payouts.Payout;
import dev.stagedoor.billing.payouts.PayoutDecision;
import dev.stagedoor.billing.payouts.PayoutMove;
import dev.stagedoor.billing.payouts.PayoutNews;
import dev.stagedoor.billing.payouts.PayoutOutcome;
import dev.stagedoor.billing.payouts.PayoutPostings;
import dev.stagedoor.billing.payouts.PayoutProvider.Answer;
import dev.stagedoor.billing.payouts.PayoutRefusal;
import dev.stagedoor.billing.payouts.PayoutSchedule;
import dev.stagedoor.billing.payouts.PayoutState;
import dev.stagedoor.billing.payouts.PayoutStore;
import dev.stagedoor.billing.payouts.PayoutTerms;
import dev.stagedoor.billing.payouts.SecretBox;
import dev.stagedoor.billing.risk.RiskCounts;
import dev.stagedoor.billing.risk.RiskTerms;
import dev.stagedoor.billing.store.jooq.tables.records.PayoutRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Payouts in PostgreSQL. */
public final class PostgresPayouts implements PayoutStore {
    private final Database database;
    private final PayoutTerms terms;
    private final String taxPreset;
    private final PayoutPostings postings;
    private final PayoutRows rows;
    private final DestinationRows destinations;
    private final PayoutInbox inbox;
    private final RiskHolds holds;

    /**
     * @param box what seals the numbers of bank accounts
     * @param watch what of payouts is looked at first
     */
    public PostgresPayouts(
            Database database,
            PayoutTerms terms,
            String taxPreset,
            PayoutPostings postings,
            SecretBox box,
            Watch watch) {
        this.destinations = new DestinationRows(box);
        this.database = database;
        this.terms = terms;
        this.taxPreset = taxPreset;
        this.postings = postings;
        this.rows = new PayoutRows(terms, postings);
        this.inbox = new PayoutInbox(rows);
        this.holds = new RiskHolds(watch.risk(), watch.earnings(), watch.ids(), watch.counts());
    }

    /**
     * What makes a payout wait that nobody would look at otherwise.
     *
     * @param earnings the terms in force
     * @param ids of flags
     */
    public record Watch(RiskTerms risk, Supplier<EarningsTerms> earnings, Supplier<UUID> ids, RiskCounts counts) {}

    @Override
    public PayoutOutcome request(NewPayout order, Function<PayeeFacts, PayoutDecision> decide) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            boolean frozen = PayeeRows.lock(sql, order.payeeId()).getFrozenAt() != null;
            PayoutRecord known = sql.selectFrom(PAYOUT)
                    .where(PAYOUT.PAYEE_ID.eq(order.payeeId()))
                    .and(PAYOUT.IDEM_KEY.eq(order.idempotencyKey()))
                    .fetchOne();
            if (known != null) {
                return repeated(order, known);
            }
            PayeeFacts facts = PayeeFactsRows.read(sql, order, frozen, terms, taxPreset);
            return switch (decide.apply(facts)) {
                case PayoutDecision.Refuse refuse -> transaction.undo(new PayoutOutcome.Refused(refuse.refusal()));
                case PayoutDecision.Pay pay -> made(transaction, order, facts, pay);
            };
        });
    }

    private PayoutOutcome made(Transaction transaction, NewPayout order, PayeeFacts facts, PayoutDecision.Pay pay) {
        PayoutOutcome outcome = rows.insert(transaction, order, facts, pay);
        return outcome instanceof PayoutOutcome.Accepted(Payout payout, boolean repeated)
                ? new PayoutOutcome.Accepted(
                        holds.look(transaction, rows, order, payout, facts.availableMinor()), repeated)
                : outcome;
    }

    private static PayoutOutcome repeated(NewPayout order, PayoutRecord known) {
        boolean other = order.grossMinor() != null && !order.grossMinor().equals(known.getGrossMinor());
        return other
                ? new PayoutOutcome.Refused(new PayoutRefusal.KeyReused())
                : new PayoutOutcome.Accepted(PayoutRows.payout(known), true);
    }

    @Override
    public @Nullable Errand nextErrand(Instant now, Set<UUID> without) {
        return database.transactForOne((transaction, chosen) -> {
            DSLContext sql = transaction.sql();
            while (true) {
                PayoutRecord row = sql.selectFrom(PAYOUT)
                        .where(PAYOUT.DUE_AT.le(Instants.utc(now)))
                        .and(PAYOUT.ID.notIn(without))
                        .orderBy(PAYOUT.DUE_AT, PAYOUT.ID)
                        .limit(1)
                        .forUpdate()
                        .skipLocked()
                        .fetchOne();
                if (row == null) {
                    return null;
                }
                chosen.accept(row.getId());
                boolean sentBefore = !row.getState().equals(PayoutState.APPROVED.name());
                boolean frozen = PayeeRows.lock(sql, row.getPayeeId()).getFrozenAt() != null;
                boolean flagged = RiskRows.isFlagged(sql, row.getPayeeId());
                boolean verified = PayeeFactsRows.isVerified(
                        PayeeRows.review(sql, row.getPayeeId()), DestinationRows.find(sql, row.getPayeeId()));
                if (!sentBefore && !frozen && flagged) {
                    RiskHolds.hold(transaction, rows, row, now);
                    continue;
                }
                if (!sentBefore && (frozen || !verified)) {
                    String reason = frozen
                            ? "The account is frozen."
                            : "The bank account has changed, or nobody vouches for it any more: look at the payee first.";
                    rows.move(transaction, row, PayoutState.HELD, "payouts", reason, now);
                    continue;
                }
                Payout payout = sentBefore ? rows.ask(sql, row, now) : rows.send(transaction, row, now);
                boolean mayBeSent = verified && !frozen && !flagged;
                return new Errand(payout, destinations.require(sql, row.getPayeeId()), sentBefore, mayBeSent);
            }
        });
    }

    @Override
    public void answered(UUID payoutId, Answer answer, Instant now) {
        database.transact(transaction -> {
            PayoutRecord row = rows.lock(transaction.sql(), payoutId);
            if (row != null && isUnderWay(row)) {
                rows.answered(transaction, row, answer, now);
            }
            return null;
        });
    }

    @Override
    public WebhookOutcome told(String provider, byte[] raw, PayoutNews.About news, Instant now) {
        return database.transact(transaction -> inbox.take(transaction, provider, raw, news, now));
    }

    private static boolean isUnderWay(PayoutRecord row) {
        PayoutState state = PayoutState.valueOf(row.getState());
        return state == PayoutState.SENT || state == PayoutState.UNKNOWN;
    }

    @Override
    public PayoutMove move(UUID payoutId, PayoutState to, String actor, String reason, Instant now) {
        return moving(payoutId, (transaction, row) -> {
            PayoutState from = PayoutState.valueOf(row.getState());
            boolean waits = from == PayoutState.REQUESTED || from == PayoutState.HELD || from == PayoutState.APPROVED;
            if (!waits || (from == to && to == PayoutState.APPROVED)) {
                return new PayoutMove.TooLate(from);
            }
            if (to == PayoutState.APPROVED && RiskRows.isFlagged(transaction.sql(), row.getPayeeId())) {
                return new PayoutMove.Flagged();
            }
            return new PayoutMove.Moved(rows.move(transaction, row, to, actor, reason, now));
        });
    }

    @Override
    public PayoutMove hurry(UUID payoutId, String actor, Instant now) {
        return moving(
                payoutId,
                (transaction, row) -> isUnderWay(row)
                        ? new PayoutMove.Moved(rows.hurry(transaction.sql(), row, actor, now))
                        : new PayoutMove.TooLate(PayoutState.valueOf(row.getState())));
    }

    private PayoutMove moving(UUID payoutId, BiFunction<Transaction, PayoutRecord, PayoutMove> work) {
        return database.transact(transaction -> {
            PayoutRecord row = rows.lock(transaction.sql(), payoutId);
            return row == null ? new PayoutMove.Missing() : work.apply(transaction, row);
        });
    }

    @Override
    public boolean freeze(UUID payeeId, Asset asset, String actor, String reason, Instant now) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            if (PayeeRows.lock(sql, payeeId).getFrozenAt() != null) {
                return false;
            }
            sql.update(PAYEE)
                    .set(PAYEE.FROZEN_AT, Instants.utc(now))
                    .set(PAYEE.FROZEN_BY, actor)
                    .set(PAYEE.FROZEN_REASON, reason)
                    .where(PAYEE.PAYEE_ID.eq(payeeId))
                    .execute();
            for (boolean agency : new boolean[] {false, true}) {
                Earner earner = new Earner(payeeId, agency, asset);
                sweep(transaction, earner.available(), amount -> postings.frozen(earner, amount, actor, reason));
            }
            return true;
        });
    }

    @Override
    public boolean unfreeze(UUID payeeId, Asset asset, String actor, String reason) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            if (PayeeRows.lock(sql, payeeId).getFrozenAt() == null) {
                return false;
            }
            sql.update(PAYEE)
                    .setNull(PAYEE.FROZEN_AT)
                    .set(PAYEE.FROZEN_BY, "")
                    .set(PAYEE.FROZEN_REASON, "")
                    .where(PAYEE.PAYEE_ID.eq(payeeId))
                    .execute();
            // Agencies and performers share the frozen account; an agency has an available one of its own.
            Earner earner = new Earner(payeeId, PayeeFactsRows.isAgency(sql, payeeId), asset);
            sweep(transaction, earner.frozen(), amount -> postings.unfrozen(earner, amount, actor, reason));
            return true;
        });
    }

    /** Posts for all that an account holds. Somebody may take of it meanwhile; then it is less. */
    private static void sweep(Transaction transaction, AccountRef account, Function<Long, Posting> posting) {
        while (true) {
            long balance = PayeeFactsRows.balance(transaction.sql(), account);
            if (balance <= 0) {
                return;
            }
            PostOutcome outcome = transaction.post(posting.apply(balance));
            if (outcome instanceof PostOutcome.Posted) {
                return;
            }
            if (!(outcome instanceof PostOutcome.InsufficientFunds)) {
                throw new IllegalStateException("the ledger refused to freeze " + account + ": " + outcome);
            }
        }
    }

    @Override
    public List<Scheduled> scheduled(LocalDate day, LocalDate weekBegan, int limit) {
        return database.transact(transaction -> transaction
                .sql()
                .select(PAYEE.PAYEE_ID, PAYEE.SCHEDULE, PayeeFactsRows.IS_AGENCY)
                .from(PAYEE)
                .where(PAYEE.SCHEDULE
                        .eq(PayoutSchedule.DAILY.name())
                        .and(PAYEE.SCHEDULED_DAY.lt(day))
                        .or(PAYEE.SCHEDULE.eq(PayoutSchedule.WEEKLY.name()).and(PAYEE.SCHEDULED_DAY.lt(weekBegan))))
                .orderBy(PAYEE.PAYEE_ID)
                .limit(limit)
                .fetch(row -> new Scheduled(row.value1(), row.value3(), PayoutSchedule.valueOf(row.value2()))));
    }

    @Override
    public void scheduleDone(UUID payeeId, LocalDate day) {
        database.transact(transaction -> transaction
                .sql()
                .update(PAYEE)
                .set(PAYEE.SCHEDULED_DAY, day)
                .where(PAYEE.PAYEE_ID.eq(payeeId))
                .execute());
    }

    @Override
    public List<Payout> retryable(Instant endedBefore, int maximumAttempts, int limit) {
        var newer = PAYOUT.as("newer");
        return database.transact(transaction -> transaction
                .sql()
                .selectFrom(PAYOUT)
                .where(PAYOUT.STATE.eq(PayoutState.FAILED.name()))
                .and(PAYOUT.RETRYABLE)
                .and(PAYOUT.ENDED_AT.lt(Instants.utc(endedBefore)))
                .and(PAYOUT.ATTEMPT.lt(maximumAttempts))
                .andNotExists(DSL.selectOne()
                        .from(newer)
                        .where(newer.PAYEE_ID.eq(PAYOUT.PAYEE_ID))
                        .and(newer.REQUESTED_AT.ge(PAYOUT.ENDED_AT)))
                .orderBy(PAYOUT.ENDED_AT, PAYOUT.ID)
                .limit(limit)
                .fetch(PayoutRows::payout));
    }

    @Override
    public void schedule(UUID payeeId, PayoutSchedule schedule, LocalDate today) {
        database.transact(transaction -> {
            PayeeRows.lock(transaction.sql(), payeeId);
            return transaction
                    .sql()
                    .update(PAYEE)
                    .set(PAYEE.SCHEDULE, schedule.name())
                    .set(PAYEE.SCHEDULED_DAY, DSL.coalesce(PAYEE.SCHEDULED_DAY, DSL.val(today)))
                    .where(PAYEE.PAYEE_ID.eq(payeeId))
                    .execute();
        });
    }

    @Override
    public void destination(UUID payeeId, Destination destination, Instant now) {
        database.transact(transaction -> {
            PayeeRows.lock(transaction.sql(), payeeId);
            destinations.put(transaction.sql(), payeeId, destination, now);
            return null;
        });
    }

    @Override
    public int resealDestinations() {
        return database.transact(transaction -> destinations.reseal(transaction.sql()));
    }

    @Override
    public void review(UUID payeeId, PayeeReview review) {
        database.transact(transaction -> {
            PayeeRows.lock(transaction.sql(), payeeId);
            return transaction
                    .sql()
                    .insertInto(PAYEE_REVIEW)
                    .set(PAYEE_REVIEW.PAYEE_ID, payeeId)
                    .set(PAYEE_REVIEW.DECISION, review.verified() ? "VERIFIED" : "REJECTED")
                    .set(PAYEE_REVIEW.TAX_ID_TAIL, review.taxIdTail())
                    .set(PAYEE_REVIEW.REASON, review.reason())
                    .set(PAYEE_REVIEW.REVIEWER, review.reviewer())
                    .set(PAYEE_REVIEW.AT, Instants.utc(review.at()))
                    .execute();
        });
    }
}
