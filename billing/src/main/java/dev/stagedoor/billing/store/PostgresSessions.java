package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.BILLING_NODE;
import static dev.stagedoor.billing.store.jooq.Tables.METERED_SESSION;
import static dev.stagedoor.billing.store.jooq.Tables.QUOTE;
import static dev.stagedoor.billing.store.jooq.Tables.RATE_PLAN_VERSION;
import static dev.stagedoor.billing.store.jooq.Tables.RECORD_HEARTBEATS;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_FENCE;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.metering.Advance;
import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.metering.QuotedCall;
import dev.stagedoor.billing.metering.Receipt;
import dev.stagedoor.billing.metering.SessionSnapshot;
import dev.stagedoor.billing.metering.SessionState;
import dev.stagedoor.billing.metering.SessionStore;
import dev.stagedoor.billing.metering.Settlement;
import dev.stagedoor.billing.pricing.Charge;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.pricing.PricingTerms;
import dev.stagedoor.billing.pricing.RatePlan;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Metered sessions in PostgreSQL. */
public final class PostgresSessions implements SessionStore {
    private static final List<String> OPEN = List.of(SessionState.HELD.name(), SessionState.ACTIVE.name());

    private final Database database;
    private final SettlementWriter settlements = new SettlementWriter();

    public PostgresSessions(Database database) {
        this.database = database;
    }

    @Override
    public long planVersion(Increment increment, RatePlan plan, PricingTerms pricing, SplitTerms split) {
        return database.transact(transaction -> RatePlans.version(transaction.sql(), increment, plan, pricing, split));
    }

    @Override
    public void saveQuote(QuotedCall quote) {
        database.transact(transaction -> transaction
                .sql()
                .insertInto(QUOTE)
                .set(QUOTE.ID, quote.quoteId())
                .set(QUOTE.VIEWER_ID, quote.viewerId())
                .set(QUOTE.PERFORMER_ID, quote.performerId())
                .set(QUOTE.KIND, quote.kind().name())
                .set(QUOTE.PLAN_ID, quote.planId())
                .set(QUOTE.BASE_MINOR, quote.baseMinor())
                .set(QUOTE.RATE_MINOR, quote.charge().rateMinor())
                .set(QUOTE.EXPIRES_AT, quote.expiresAt().atOffset(ZoneOffset.UTC))
                .execute());
    }

    @Override
    public @Nullable QuotedCall findQuote(UUID quoteId) {
        return database.transact(transaction -> transaction
                .sql()
                .select()
                .from(QUOTE)
                .join(RATE_PLAN_VERSION)
                .on(RATE_PLAN_VERSION.ID.eq(QUOTE.PLAN_ID))
                .where(QUOTE.ID.eq(quoteId))
                .fetchOne(PostgresSessions::quote));
    }

    private static QuotedCall quote(Record row) {
        return new QuotedCall(
                row.get(QUOTE.ID),
                row.get(QUOTE.VIEWER_ID),
                row.get(QUOTE.PERFORMER_ID),
                CallKind.valueOf(row.get(QUOTE.KIND)),
                Increment.valueOf(row.get(RATE_PLAN_VERSION.PLAN)),
                row.get(QUOTE.PLAN_ID),
                row.get(QUOTE.BASE_MINOR),
                new Charge(SessionRows.plan(row), row.get(QUOTE.RATE_MINOR)),
                row.get(RATE_PLAN_VERSION.MINIMUM_UNITS),
                row.get(QUOTE.EXPIRES_AT).toInstant());
    }

    @Override
    public long spendable(UUID viewerId) {
        return database.transact(
                transaction -> Balances.coins(transaction.sql(), AccountKind.VIEWER_AVAILABLE, viewerId));
    }

    @Override
    public HoldAttempt hold(UUID callId, QuotedCall quote, Posting posting) {
        return database.transact(transaction -> hold(transaction, callId, quote, posting));
    }

    private static HoldAttempt hold(Transaction transaction, UUID callId, QuotedCall quote, Posting posting) {
        DSLContext sql = transaction.sql();
        int inserted = sql.insertInto(METERED_SESSION)
                .set(METERED_SESSION.ID, callId)
                .set(METERED_SESSION.QUOTE_ID, quote.quoteId())
                .set(METERED_SESSION.VIEWER_ID, quote.viewerId())
                .set(METERED_SESSION.PERFORMER_ID, quote.performerId())
                .set(METERED_SESSION.KIND, quote.kind().name())
                .set(METERED_SESSION.PLAN_ID, quote.planId())
                .set(METERED_SESSION.RATE_MINOR, quote.charge().rateMinor())
                .set(METERED_SESSION.STATE, SessionState.HELD.name())
                .onConflictDoNothing()
                .execute();
        if (inserted == 0) {
            return transaction.undo(whyNot(sql, callId, quote));
        }
        Objects.requireNonNull(posting.fence(), "a hold is posted under the fence it founds");
        sql.insertInto(SESSION_FENCE)
                .set(SESSION_FENCE.SESSION_ID, callId)
                .set(SESSION_FENCE.NODE_ID, posting.fence().nodeId())
                .set(SESSION_FENCE.LEASE_EPOCH, posting.fence().leaseEpoch())
                .execute();
        return switch (transaction.post(posting)) {
            case PostOutcome.Posted _, PostOutcome.Replayed _ -> new HoldAttempt.Held(quote.minimumMinor());
            case PostOutcome.InsufficientFunds poor ->
                transaction.undo(new HoldAttempt.InsufficientFunds(poor.viewerAvailable()));
            case PostOutcome.IdempotencyConflict _, PostOutcome.Fenced _ ->
                throw new IllegalStateException("a new session's first hold was refused: " + callId);
        };
    }

    /** The insert met the primary key, the quote, or one of the two indexes that keep people out of two calls at once. */
    private static HoldAttempt whyNot(DSLContext sql, UUID callId, QuotedCall quote) {
        SessionSnapshot same = SessionRows.find(sql, callId);
        if (same != null) {
            return new HoldAttempt.Held(same.heldMinor());
        }
        boolean used = sql.fetchExists(METERED_SESSION, METERED_SESSION.QUOTE_ID.eq(quote.quoteId()));
        return used ? new HoldAttempt.QuoteUsed() : new HoldAttempt.Busy();
    }

    @Override
    public @Nullable SessionSnapshot find(UUID callId) {
        return database.transact(transaction -> SessionRows.find(transaction.sql(), callId));
    }

    @Override
    public void start(SessionSnapshot session) {
        database.transact(transaction -> transaction
                .sql()
                .update(METERED_SESSION)
                .set(METERED_SESSION.STATE, SessionState.ACTIVE.name())
                .set(METERED_SESSION.STARTED_AT, clockTimestamp())
                .where(METERED_SESSION.ID.eq(session.callId()))
                .and(METERED_SESSION.STATE.eq(SessionState.HELD.name()))
                .and(ownedBy(session))
                .execute());
    }

    @Override
    public Advance.Outcome advance(Advance advance) {
        return database.transact(transaction -> advance(transaction, advance));
    }

    private static Advance.Outcome advance(Transaction transaction, Advance advance) {
        SessionSnapshot from = advance.from();
        SessionSnapshot to = advance.to();
        int updated = transaction
                .sql()
                .update(METERED_SESSION)
                .set(METERED_SESSION.BILLABLE_MS, DSL.greatest(METERED_SESSION.BILLABLE_MS, DSL.val(to.billableMs())))
                .set(METERED_SESSION.CAPTURED_MINOR, to.capturedMinor())
                .set(METERED_SESSION.TICK_NO, to.tickNo())
                .set(METERED_SESSION.EXTENSION_NO, to.extensionNo())
                .where(METERED_SESSION.ID.eq(from.callId()))
                .and(METERED_SESSION.STATE.eq(SessionState.ACTIVE.name()))
                .and(METERED_SESSION.TICK_NO.eq(from.tickNo()))
                .and(METERED_SESSION.EXTENSION_NO.eq(from.extensionNo()))
                .execute();
        if (updated == 0) {
            return new Advance.Outcome.Fenced();
        }
        long spendableMinor = 0;
        for (Posting posting : advance.postings()) {
            switch (transaction.post(posting)) {
                case PostOutcome.Posted posted -> spendableMinor = posted.viewerAvailable();
                case PostOutcome.Replayed replayed -> spendableMinor = replayed.viewerAvailable();
                case PostOutcome.InsufficientFunds poor -> {
                    return transaction.undo(new Advance.Outcome.InsufficientFunds(poor.viewerAvailable()));
                }
                case PostOutcome.IdempotencyConflict _, PostOutcome.Fenced _ -> {
                    return transaction.undo(new Advance.Outcome.Fenced());
                }
            }
        }
        return new Advance.Outcome.Advanced(spendableMinor);
    }

    @Override
    public Settlement.Outcome settle(Settlement settlement) {
        return database.transact(transaction -> settlements.write(transaction, settlement));
    }

    @Override
    public @Nullable Receipt receipt(UUID callId) {
        return database.transact(transaction -> SessionRows.receipt(transaction.sql(), callId));
    }

    @Override
    public Set<UUID> beat(UUID nodeId, List<Beat> beats) {
        UUID[] ids = beats.stream().map(Beat::callId).toArray(UUID[]::new);
        Long[] billable = beats.stream().map(Beat::billableMs).toArray(Long[]::new);
        Long[] epochs = beats.stream().map(Beat::leaseEpoch).toArray(Long[]::new);
        return database.transact(transaction -> Set.copyOf(transaction
                .sql()
                .selectFrom(RECORD_HEARTBEATS(nodeId, ids, billable, epochs))
                .fetch(RECORD_HEARTBEATS.RECORD_HEARTBEATS_)));
    }

    @Override
    public void renewLease(UUID nodeId, long leaseMs) {
        Field<OffsetDateTime> until = DSL.field(
                "clock_timestamp() + make_interval(secs => {0})", OffsetDateTime.class, DSL.val(leaseMs / 1_000.0));
        database.transact(transaction -> transaction
                .sql()
                .insertInto(BILLING_NODE)
                .set(BILLING_NODE.ID, nodeId)
                .set(BILLING_NODE.LEASE_EXPIRES_AT, until)
                .onConflict(BILLING_NODE.ID)
                .doUpdate()
                .set(BILLING_NODE.LEASE_EXPIRES_AT, until)
                .execute());
    }

    @Override
    public void endLease(UUID nodeId) {
        database.transact(transaction -> transaction
                .sql()
                .deleteFrom(BILLING_NODE)
                .where(BILLING_NODE.ID.eq(nodeId))
                .execute());
    }

    @Override
    public @Nullable Receipt recoverOne(UUID nodeId, boolean exclusive, Function<SessionSnapshot, Settlement> settle) {
        return database.transact(transaction -> recoverOne(transaction, nodeId, exclusive, settle));
    }

    private @Nullable Receipt recoverOne(
            Transaction transaction, UUID nodeId, boolean exclusive, Function<SessionSnapshot, Settlement> settle) {
        DSLContext sql = transaction.sql();
        Condition ownerLives = DSL.exists(sql.selectOne()
                .from(BILLING_NODE)
                .where(BILLING_NODE.ID.eq(SESSION_FENCE.NODE_ID))
                .and(BILLING_NODE.LEASE_EXPIRES_AT.gt(clockTimestamp())));
        UUID orphan = sql.select(METERED_SESSION.ID)
                .from(METERED_SESSION)
                .join(SESSION_FENCE)
                .on(SESSION_FENCE.SESSION_ID.eq(METERED_SESSION.ID))
                .where(METERED_SESSION.STATE.in(OPEN))
                .and(SESSION_FENCE.NODE_ID.ne(nodeId))
                .and(exclusive ? DSL.trueCondition() : DSL.not(ownerLives))
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOne(METERED_SESSION.ID);
        if (orphan == null) {
            return null;
        }
        sql.update(SESSION_FENCE)
                .set(SESSION_FENCE.NODE_ID, nodeId)
                .set(SESSION_FENCE.LEASE_EPOCH, SESSION_FENCE.LEASE_EPOCH.plus(1))
                .where(SESSION_FENCE.SESSION_ID.eq(orphan))
                .execute();
        SessionSnapshot session = Objects.requireNonNull(SessionRows.find(sql, orphan));
        return switch (settlements.write(transaction, settle.apply(session))) {
            case Settlement.Outcome.Settled settled -> settled.receipt();
            case Settlement.Outcome.NotMine _ ->
                throw new IllegalStateException("a session claimed under lock cannot be somebody else's: " + orphan);
        };
    }

    @Override
    public List<UUID> abandonedHolds(UUID nodeId, long olderThanMs) {
        Field<OffsetDateTime> before = DSL.field(
                "clock_timestamp() - make_interval(secs => {0})", OffsetDateTime.class, DSL.val(olderThanMs / 1_000.0));
        return database.transact(transaction -> transaction
                .sql()
                .select(METERED_SESSION.ID)
                .from(METERED_SESSION)
                .join(SESSION_FENCE)
                .on(SESSION_FENCE.SESSION_ID.eq(METERED_SESSION.ID))
                .where(METERED_SESSION.STATE.eq(SessionState.HELD.name()))
                .and(METERED_SESSION.CREATED_AT.lt(before))
                .and(SESSION_FENCE.NODE_ID.eq(nodeId))
                .fetch(METERED_SESSION.ID));
    }

    @Override
    public void forgetOldQuotes() {
        database.transact(transaction -> transaction
                .sql()
                .deleteFrom(QUOTE)
                .where(QUOTE.EXPIRES_AT.lt(DSL.field("now() - interval '1 day'", OffsetDateTime.class)))
                .execute());
    }

    /** Checked even where no posting follows that would check it. */
    static Condition ownedBy(SessionSnapshot session) {
        return METERED_SESSION.ID.in(DSL.select(SESSION_FENCE.SESSION_ID)
                .from(SESSION_FENCE)
                .where(SESSION_FENCE.SESSION_ID.eq(session.callId()))
                .and(SESSION_FENCE.NODE_ID.eq(session.fence().nodeId()))
                .and(SESSION_FENCE.LEASE_EPOCH.eq(session.fence().leaseEpoch())));
    }

    static Field<OffsetDateTime> clockTimestamp() {
        return DSL.field("clock_timestamp()", OffsetDateTime.class);
    }
}
