package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.BILLING_NODE;
import static dev.stagedoor.billing.store.jooq.Tables.GROUP_SHOW;
import static dev.stagedoor.billing.store.jooq.Tables.METERED_SESSION;
import static dev.stagedoor.billing.store.jooq.Tables.QUOTE;
import static dev.stagedoor.billing.store.jooq.Tables.RATE_PLAN_VERSION;
import static dev.stagedoor.billing.store.jooq.Tables.RECORD_HEARTBEATS;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_FENCE;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_PART;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.metering.Advance;
import dev.stagedoor.billing.metering.QuotedCall;
import dev.stagedoor.billing.metering.Receipt;
import dev.stagedoor.billing.metering.SessionSnapshot;
import dev.stagedoor.billing.metering.SessionState;
import dev.stagedoor.billing.metering.SessionStore;
import dev.stagedoor.billing.metering.Settlement;
import dev.stagedoor.billing.pricing.PeakWindow;
import dev.stagedoor.billing.pricing.Product;
import dev.stagedoor.billing.pricing.SessionTerms;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Metered sessions in PostgreSQL. */
public final class PostgresSessions implements SessionStore {
    static final List<String> OPEN = List.of(SessionState.HELD.name(), SessionState.ACTIVE.name());

    /** A step is for what has been delivered already, and the hold pays for much more: nobody sees that it waits so long. */
    private static final Duration GATHERING = Duration.ofMillis(25);

    private final Database database;
    private final SpendGuard guard;
    private final SettlementWriter settlements = new SettlementWriter();
    private final GroupCommit<Advance, Advance.Outcome> steps;

    public PostgresSessions(Database database, SpendGuard guard) {
        this.database = database;
        this.guard = guard;
        this.steps = new GroupCommit<>(
                new GroupCommit.Work<>(StepGroup::keys, this::together, this::alone),
                GroupCommit.Pace.gathering(GATHERING),
                database.tracing());
    }

    @Override
    public long planVersion(SessionTerms terms, List<PeakWindow> peakWindows, SplitTerms split) {
        return database.transact(transaction -> RatePlans.version(transaction.sql(), terms, peakWindows, split));
    }

    @Override
    public void saveQuote(QuotedCall quote) {
        database.transact(transaction -> Quotes.save(transaction.sql(), quote));
    }

    @Override
    public @Nullable QuotedCall findQuote(UUID quoteId) {
        return database.transact(transaction -> Quotes.find(transaction.sql(), quoteId));
    }

    @Override
    public long spendable(UUID viewerId) {
        return database.transact(
                transaction -> Balances.coins(transaction.sql(), AccountKind.VIEWER_AVAILABLE, viewerId));
    }

    @Override
    public HoldAttempt hold(UUID callId, QuotedCall quote, Posting posting) {
        return database.tracing().step("metering.hold", step -> {
            step.tell("session.id", callId.toString());
            HoldAttempt attempt =
                    database.transact(transaction -> HoldWriter.hold(transaction, guard, callId, quote, posting));
            step.tell("outcome", attempt.getClass().getSimpleName());
            return attempt;
        });
    }

    @Override
    public boolean hasLookedOn(UUID viewerId, UUID showId) {
        return database.transact(transaction -> transaction
                .sql()
                .fetchExists(
                        METERED_SESSION,
                        METERED_SESSION
                                .SHOW_ID
                                .eq(showId)
                                .and(METERED_SESSION.VIEWER_ID.eq(viewerId))
                                .and(METERED_SESSION.STARTED_AT.isNotNull())));
    }

    @Override
    public List<UUID> openSessionsOf(UUID showId) {
        return database.transact(transaction -> transaction
                .sql()
                .select(METERED_SESSION.ID)
                .from(METERED_SESSION)
                .where(METERED_SESSION.SHOW_ID.eq(showId))
                .and(METERED_SESSION.STATE.in(OPEN))
                .orderBy(METERED_SESSION.ID)
                .fetch(METERED_SESSION.ID));
    }

    @Override
    public List<UUID> leftByTheirShow(UUID nodeId) {
        var privateShow = METERED_SESSION.as("private_show");
        return database.transact(transaction -> transaction
                .sql()
                .select(METERED_SESSION.ID)
                .from(METERED_SESSION)
                .join(SESSION_FENCE)
                .on(SESSION_FENCE.SESSION_ID.eq(METERED_SESSION.ID))
                .leftJoin(GROUP_SHOW)
                .on(GROUP_SHOW.ID.eq(METERED_SESSION.SHOW_ID))
                .leftJoin(privateShow)
                .on(privateShow.ID.eq(METERED_SESSION.SHOW_ID))
                .where(METERED_SESSION.STATE.in(OPEN))
                .and(METERED_SESSION.SHOW_ID.isNotNull())
                .and(SESSION_FENCE.NODE_ID.eq(nodeId))
                .and(GROUP_SHOW.STATE.eq("ENDED").or(privateShow.STATE.notIn(OPEN)))
                .fetch(METERED_SESSION.ID));
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
                .and(METERED_SESSION.PRODUCT.ne(Product.GROUP.name()).or(showRuns()))
                .and(ownedBy(session))
                .execute());
    }

    @Override
    public Advance.Outcome advance(Advance advance) {
        return database.tracing().step("metering.step", step -> {
            step.tell("session.id", advance.from().callId().toString());
            step.tell("postings", advance.postings().size());
            step.tell("billable_ms", advance.to().billableMs());
            Advance.Outcome outcome = SessionStep.isOne(advance)
                    ? steps.post(advance)
                    : database.transact(transaction -> advance(transaction, advance));
            step.tell("outcome", outcome.getClass().getSimpleName());
            return outcome;
        });
    }

    private List<Advance.Outcome> together(List<Advance> advances) {
        return database.transactAtOnce(
                advances.stream().flatMap(step -> step.postings().stream()).toList(),
                transaction -> StepGroup.take(transaction, advances));
    }

    private Advance.Outcome alone(Advance advance) {
        return database.transactAtOnce(advance.postings(), transaction -> SessionStep.take(transaction, advance));
    }

    private static Advance.Outcome advance(Transaction transaction, Advance advance) {
        SessionSnapshot from = advance.from();
        SessionSnapshot to = advance.to();
        // Postings check the fence themselves.
        Condition owned = advance.postings().isEmpty() ? ownedBy(from) : DSL.noCondition();
        int updated = transaction
                .sql()
                .update(METERED_SESSION)
                .set(METERED_SESSION.BILLABLE_MS, DSL.greatest(METERED_SESSION.BILLABLE_MS, DSL.val(to.billableMs())))
                .set(METERED_SESSION.CAPTURED_MINOR, to.capturedMinor())
                .set(METERED_SESSION.TICK_NO, to.step().tickNo())
                .set(METERED_SESSION.EXTENSION_NO, to.step().extensionNo())
                .set(METERED_SESSION.PART_NO, to.step().partNo())
                .where(METERED_SESSION.ID.eq(from.callId()))
                .and(METERED_SESSION.STATE.eq(SessionState.ACTIVE.name()))
                .and(isAt(from.step()))
                .and(owned)
                .execute();
        if (updated == 0) {
            return new Advance.Outcome.Fenced();
        }
        if (advance.part() != null) {
            insertPart(transaction.sql(), to, advance.part());
        }
        long spendableMinor = advance.postings().isEmpty()
                ? Balances.coins(transaction.sql(), AccountKind.VIEWER_AVAILABLE, from.viewerId())
                : 0;
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

    private static void insertPart(DSLContext sql, SessionSnapshot session, Advance.NewPart part) {
        sql.insertInto(SESSION_PART)
                .set(SESSION_PART.SESSION_ID, session.callId())
                .set(SESSION_PART.PART_NO, session.step().partNo())
                .set(SESSION_PART.KIND, part.kind().name())
                .set(SESSION_PART.RATE_MINOR, part.rateMinor())
                .set(SESSION_PART.FROM_MS, part.fromMs())
                .set(SESSION_PART.CHARGED_BEFORE_MINOR, part.chargedBeforeMinor())
                .execute();
    }

    @Override
    public Settlement.Outcome settle(Settlement settlement) {
        return database.tracing().step("metering.settle", step -> {
            step.tell("session.id", settlement.session().callId().toString());
            Settlement.Outcome outcome = database.transact(transaction -> settlements.write(transaction, settlement));
            step.tell("outcome", outcome.getClass().getSimpleName());
            return outcome;
        });
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
    public List<UUID> abandonedHolds(UUID nodeId) {
        Field<OffsetDateTime> before = DSL.field(
                "clock_timestamp() - {0} * interval '1 millisecond'",
                OffsetDateTime.class, RATE_PLAN_VERSION.HOLD_TTL_MS);
        return database.transact(transaction -> transaction
                .sql()
                .select(METERED_SESSION.ID)
                .from(METERED_SESSION)
                .join(SESSION_FENCE)
                .on(SESSION_FENCE.SESSION_ID.eq(METERED_SESSION.ID))
                .join(RATE_PLAN_VERSION)
                .on(RATE_PLAN_VERSION.ID.eq(METERED_SESSION.PLAN_ID))
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

    /** Nobody pays for waiting until a group show has come together. */
    private static Condition showRuns() {
        return DSL.exists(DSL.selectOne()
                .from(GROUP_SHOW)
                .where(GROUP_SHOW.ID.eq(METERED_SESSION.SHOW_ID))
                .and(GROUP_SHOW.STATE.eq("RUNNING")));
    }

    /** The row has not moved on. */
    static Condition isAt(SessionSnapshot.Step step) {
        return METERED_SESSION
                .TICK_NO
                .eq(step.tickNo())
                .and(METERED_SESSION.EXTENSION_NO.eq(step.extensionNo()))
                .and(METERED_SESSION.PART_NO.eq(step.partNo()));
    }

    static Field<OffsetDateTime> clockTimestamp() {
        return DSL.field("clock_timestamp()", OffsetDateTime.class);
    }
}
