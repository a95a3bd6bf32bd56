package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.GROUP_SHOW;
import static dev.stagedoor.billing.store.jooq.Tables.METERED_SESSION;
import static dev.stagedoor.billing.store.jooq.Tables.QUOTE;
import static dev.stagedoor.billing.store.jooq.Tables.RATE_PLAN_VERSION;
import static dev.stagedoor.billing.store.jooq.Tables.RECORD_HEARTBEATS;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_FENCE;

import dev.stagedoor.billing.ledger.AccountKind;
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
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Metered sessions in PostgreSQL. */
public final class PostgresSessions implements SessionStore {
    private final Database database;
    private final SpendGuard guard;
    private final SettlementWriter settlements = new SettlementWriter();
    private final Steps steps;

    public PostgresSessions(Database database, SpendGuard guard) {
        this.database = database;
        this.guard = guard;
        steps = new Steps(database, guard);
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
    public long spendableWithinLimits(UUID viewerId) {
        return database.transact(transaction -> guard.within(
                transaction.sql(),
                viewerId,
                Balances.coins(transaction.sql(), AccountKind.VIEWER_AVAILABLE, viewerId)));
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
                .and(METERED_SESSION.STATE.in(SessionConditions.OPEN))
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
                .where(METERED_SESSION.STATE.in(SessionConditions.OPEN))
                .and(METERED_SESSION.SHOW_ID.isNotNull())
                .and(SESSION_FENCE.NODE_ID.eq(nodeId))
                .and(GROUP_SHOW.STATE.eq("ENDED").or(privateShow.STATE.notIn(SessionConditions.OPEN)))
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
                .set(METERED_SESSION.STARTED_AT, Instants.clockTimestamp())
                .where(METERED_SESSION.ID.eq(session.callId()))
                .and(METERED_SESSION.STATE.eq(SessionState.HELD.name()))
                .and(METERED_SESSION.PRODUCT.ne(Product.GROUP.name()).or(SessionConditions.showRuns()))
                .and(SessionConditions.ownedBy(session))
                .execute());
    }

    @Override
    public Advance.Outcome advance(Advance advance) {
        return steps.take(advance);
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
        database.transact(transaction -> NodeLeases.renew(transaction.sql(), nodeId, leaseMs));
    }

    @Override
    public void endLease(UUID nodeId) {
        database.transact(transaction -> NodeLeases.end(transaction.sql(), nodeId));
    }

    @Override
    public @Nullable Receipt recoverOne(
            UUID nodeId, boolean exclusive, Set<UUID> without, Function<SessionSnapshot, Settlement> settle) {
        return database.transactForOne((transaction, chosen) -> {
            UUID orphan = NodeLeases.claimOrphan(transaction.sql(), nodeId, exclusive, without);
            if (orphan == null) {
                return null;
            }
            chosen.accept(orphan);
            return settleClaimed(transaction, orphan, settle);
        });
    }

    private Receipt settleClaimed(Transaction transaction, UUID callId, Function<SessionSnapshot, Settlement> settle) {
        SessionSnapshot session = Objects.requireNonNull(SessionRows.find(transaction.sql(), callId));
        return switch (settlements.write(transaction, settle.apply(session))) {
            case Settlement.Outcome.Settled settled -> settled.receipt();
            case Settlement.Outcome.NotMine _ ->
                throw new IllegalStateException("a session claimed under lock cannot be somebody else's: " + callId);
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
}
