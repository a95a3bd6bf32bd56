package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ESCROW_CLAIM;
import static dev.stagedoor.billing.store.jooq.Tables.ESCROW_EVENT;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SpendRefusal;
import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.shows.Claim;
import dev.stagedoor.billing.shows.ClaimOutcome;
import dev.stagedoor.billing.shows.EscrowEvent;
import dev.stagedoor.billing.shows.EscrowEvent.Kind;
import dev.stagedoor.billing.shows.EscrowEvent.State;
import dev.stagedoor.billing.shows.EscrowStore;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Events and claims in PostgreSQL. An event's row is locked by whoever pays for it, so that it is decided once. */
public final class PostgresEscrow implements EscrowStore {
    private final Database database;
    private final SpendGuard guard;

    public PostgresEscrow(Database database, SpendGuard guard) {
        this.database = database;
        this.guard = guard;
    }

    @Override
    public void open(EscrowEvent event, SplitTerms split) {
        Money price = event.price();
        Money target = event.target();
        database.transact(transaction -> transaction
                .sql()
                .insertInto(ESCROW_EVENT)
                .set(ESCROW_EVENT.ID, event.eventId())
                .set(ESCROW_EVENT.PERFORMER_ID, event.performerId())
                .set(ESCROW_EVENT.KIND, event.kind().name())
                .set(ESCROW_EVENT.TITLE, event.title())
                .set(ESCROW_EVENT.PRICE_MINOR, price == null ? null : price.amountMinor())
                .set(ESCROW_EVENT.TARGET_MINOR, target == null ? null : target.amountMinor())
                .set(ESCROW_EVENT.DELIVER_MS, event.deliverMs())
                .set(ESCROW_EVENT.PAYOUT_ASSET, split.payoutAsset().name())
                .set(ESCROW_EVENT.NOMINAL_MINOR_PER_COIN, split.nominalMinorPerCoin())
                .set(ESCROW_EVENT.PERFORMER_BASIS_POINTS, split.performerBasisPoints())
                .set(ESCROW_EVENT.AGENCY_BASIS_POINTS, AgencyColumns.basisPoints(split))
                .set(ESCROW_EVENT.AGENCY_ID, AgencyColumns.id(split))
                .set(ESCROW_EVENT.STATE, State.OPEN.name())
                .set(ESCROW_EVENT.CLOSES_AT, Instants.utc(event.closesAt()))
                .onConflictDoNothing()
                .execute());
    }

    @Override
    public @Nullable EscrowEvent find(UUID eventId) {
        return database.transact(transaction -> transaction
                .sql()
                .selectFrom(ESCROW_EVENT)
                .where(ESCROW_EVENT.ID.eq(eventId))
                .fetchOne(EscrowRows::event));
    }

    @Override
    public List<EscrowEvent> ofPerformer(UUID performerId, int limit) {
        return database.transact(transaction -> transaction
                .sql()
                .selectFrom(ESCROW_EVENT)
                .where(ESCROW_EVENT.PERFORMER_ID.eq(performerId))
                .orderBy(ESCROW_EVENT.CREATED_AT.desc(), ESCROW_EVENT.ID)
                .limit(limit)
                .fetch(EscrowRows::event));
    }

    @Override
    public List<Claim> ofViewer(UUID viewerId, int limit) {
        return database.transact(transaction -> transaction
                .sql()
                .selectFrom(ESCROW_CLAIM)
                .where(ESCROW_CLAIM.VIEWER_ID.eq(viewerId))
                .orderBy(ESCROW_CLAIM.CREATED_AT.desc(), ESCROW_CLAIM.ID)
                .limit(limit)
                .fetch(EscrowRows::claim));
    }

    @Override
    public @Nullable Claim claim(UUID claimId, UUID viewerId) {
        return database.transact(transaction ->
                claim(transaction.sql(), ESCROW_CLAIM.ID.eq(claimId).and(ESCROW_CLAIM.VIEWER_ID.eq(viewerId))));
    }

    @Override
    public boolean hasClaim(UUID eventId, UUID viewerId) {
        return database.transact(transaction -> transaction
                .sql()
                .fetchExists(
                        ESCROW_CLAIM,
                        ESCROW_CLAIM
                                .EVENT_ID
                                .eq(eventId)
                                .and(ESCROW_CLAIM.VIEWER_ID.eq(viewerId))
                                .and(ESCROW_CLAIM.STATE.ne(Claim.State.CANCELLED.name()))));
    }

    @Override
    public ClaimOutcome claim(UUID claimId, UUID eventId, UUID viewerId, Money amount, Instant now, Posting posting) {
        return database.transact(transaction -> {
            EscrowEvent event = lock(transaction.sql(), eventId);
            if (event == null) {
                return new ClaimOutcome.Unknown();
            }
            Claim same = claim(transaction.sql(), ESCROW_CLAIM.ID.eq(claimId));
            if (same != null) {
                boolean repeated = same.eventId().equals(eventId)
                        && same.viewerId().equals(viewerId)
                        && same.amount().equals(amount);
                return repeated ? new ClaimOutcome.Claimed(event) : new ClaimOutcome.Conflict();
            }
            if (!isOnSale(event, now)) {
                return new ClaimOutcome.Closed();
            }
            return insert(transaction, claimId, event, viewerId, amount, posting);
        });
    }

    private static boolean isOnSale(EscrowEvent event, Instant now) {
        boolean open =
                event.state() == State.OPEN || (event.state() == State.DONE && event.kind() == Kind.PAY_PER_VIEW);
        return open && now.isBefore(event.closesAt());
    }

    private ClaimOutcome insert(
            Transaction transaction, UUID claimId, EscrowEvent event, UUID viewerId, Money amount, Posting posting) {
        int inserted = transaction
                .sql()
                .insertInto(ESCROW_CLAIM)
                .set(ESCROW_CLAIM.ID, claimId)
                .set(ESCROW_CLAIM.EVENT_ID, event.eventId())
                .set(ESCROW_CLAIM.VIEWER_ID, viewerId)
                .set(ESCROW_CLAIM.AMOUNT_MINOR, amount.amountMinor())
                .set(ESCROW_CLAIM.SINGLE, event.kind() != Kind.CROWD_GOAL)
                .set(ESCROW_CLAIM.STATE, Claim.State.HELD.name())
                .onConflictDoNothing()
                .execute();
        if (inserted == 0) {
            return new ClaimOutcome.AlreadyClaimed();
        }
        Money target = event.target();
        long collected = event.collected().amountMinor() + amount.amountMinor();
        transaction
                .sql()
                .update(ESCROW_EVENT)
                .set(ESCROW_EVENT.COLLECTED_MINOR, collected)
                .where(ESCROW_EVENT.ID.eq(event.eventId()))
                .execute();
        if (target != null && collected >= target.amountMinor()) {
            decide(transaction.sql(), State.DONE, ESCROW_EVENT.ID.eq(event.eventId()));
        }
        return switch (transaction.post(posting)) {
            case PostOutcome.Posted _, PostOutcome.Replayed _ -> {
                SpendRefusal refusal = guard.afterSpending(transaction.sql(), viewerId, amount.amountMinor());
                yield refusal == null
                        ? new ClaimOutcome.Claimed(EscrowRows.event(transaction
                                .sql()
                                .selectFrom(ESCROW_EVENT)
                                .where(ESCROW_EVENT.ID.eq(event.eventId()))
                                .fetchSingle()))
                        : transaction.undo(new ClaimOutcome.Limited(refusal));
            }
            case PostOutcome.InsufficientFunds poor ->
                transaction.undo(new ClaimOutcome.InsufficientFunds(amount, Money.coins(poor.viewerAvailable())));
            case PostOutcome.IdempotencyConflict _ -> transaction.undo(new ClaimOutcome.Conflict());
            case PostOutcome.Fenced _ -> throw new IllegalStateException("a ticket has no fence: " + claimId);
        };
    }

    @Override
    public boolean giveBack(UUID claimId, UUID viewerId, Function<Unsettled, Posting> posting) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            Condition mine = ESCROW_CLAIM.ID.eq(claimId).and(ESCROW_CLAIM.VIEWER_ID.eq(viewerId));
            Claim claim = claim(sql, mine);
            EscrowEvent event = claim == null ? null : lock(sql, claim.eventId());
            // Read again under the lock: it may have been settled meanwhile.
            Claim now = claim(sql, mine);
            if (now == null || event == null || now.state() != Claim.State.HELD) {
                return now != null && now.state() == Claim.State.CANCELLED;
            }
            if (event.state() != State.OPEN || event.deliveredMs() > 0 || event.kind() == Kind.CROWD_GOAL) {
                return false;
            }
            sql.update(ESCROW_EVENT)
                    .set(
                            ESCROW_EVENT.COLLECTED_MINOR,
                            ESCROW_EVENT.COLLECTED_MINOR.minus(now.amount().amountMinor()))
                    .where(ESCROW_EVENT.ID.eq(event.eventId()))
                    .execute();
            settle(transaction, unsettled(sql, claimId, false), posting);
            return true;
        });
    }

    @Override
    public void delivered(UUID eventId, long deliveredMs) {
        database.transact(transaction -> {
            transaction
                    .sql()
                    .update(ESCROW_EVENT)
                    .set(ESCROW_EVENT.DELIVERED_MS, DSL.greatest(ESCROW_EVENT.DELIVERED_MS, DSL.val(deliveredMs)))
                    .where(ESCROW_EVENT.ID.eq(eventId))
                    .and(ESCROW_EVENT.KIND.ne(Kind.CROWD_GOAL.name()))
                    .execute();
            return decide(
                    transaction.sql(),
                    State.DONE,
                    ESCROW_EVENT
                            .ID
                            .eq(eventId)
                            .and(ESCROW_EVENT.KIND.ne(Kind.CROWD_GOAL.name()))
                            .and(ESCROW_EVENT.DELIVERED_MS.gt(0L))
                            .and(ESCROW_EVENT.DELIVERED_MS.ge(ESCROW_EVENT.DELIVER_MS)));
        });
    }

    @Override
    public void cancel(UUID eventId) {
        database.transact(transaction -> decide(transaction.sql(), State.CANCELLED, ESCROW_EVENT.ID.eq(eventId)));
    }

    @Override
    public int cancelOverdue(Instant now) {
        return database.transact(transaction ->
                decide(transaction.sql(), State.CANCELLED, ESCROW_EVENT.CLOSES_AT.le(Instants.utc(now))));
    }

    /** An event is decided once: whatever is not open any more stays as it is. */
    private static int decide(DSLContext sql, State state, Condition which) {
        return sql.update(ESCROW_EVENT)
                .set(ESCROW_EVENT.STATE, state.name())
                .set(ESCROW_EVENT.ENDED_AT, Instants.clockTimestamp())
                .where(which)
                .and(ESCROW_EVENT.STATE.eq(State.OPEN.name()))
                .execute();
    }

    @Override
    public int settleSome(int limit, Set<UUID> without, Function<Unsettled, Posting> posting) {
        return database.transactForOne((transaction, chosen) -> {
            List<Unsettled> found = transaction
                    .sql()
                    .select()
                    .from(ESCROW_CLAIM)
                    .join(ESCROW_EVENT)
                    .on(ESCROW_EVENT.ID.eq(ESCROW_CLAIM.EVENT_ID))
                    .where(ESCROW_CLAIM.STATE.eq(Claim.State.HELD.name()))
                    .and(ESCROW_EVENT.STATE.ne(State.OPEN.name()))
                    .and(ESCROW_CLAIM.ID.notIn(without))
                    .orderBy(ESCROW_CLAIM.ID)
                    .limit(limit)
                    .forUpdate()
                    .of(ESCROW_CLAIM)
                    .skipLocked()
                    .fetch(EscrowRows::unsettled);
            for (Unsettled claim : found) {
                chosen.accept(claim.claimId());
                settle(transaction, claim, posting);
            }
            return found.size();
        });
    }

    private static Unsettled unsettled(DSLContext sql, UUID claimId, boolean done) {
        Unsettled claim = sql.select()
                .from(ESCROW_CLAIM)
                .join(ESCROW_EVENT)
                .on(ESCROW_EVENT.ID.eq(ESCROW_CLAIM.EVENT_ID))
                .where(ESCROW_CLAIM.ID.eq(claimId))
                .fetchSingle(EscrowRows::unsettled);
        return new Unsettled(
                claim.claimId(),
                claim.eventId(),
                claim.viewerId(),
                claim.performerId(),
                claim.amountMinor(),
                done,
                claim.split());
    }

    private static void settle(Transaction transaction, Unsettled claim, Function<Unsettled, Posting> posting) {
        PostOutcome outcome = transaction.post(posting.apply(claim));
        if (!(outcome instanceof PostOutcome.Posted) && !(outcome instanceof PostOutcome.Replayed)) {
            throw new IllegalStateException(
                    "coins in escrow are missing for claim " + claim.claimId() + ": " + outcome);
        }
        Claim.State state = claim.done() ? Claim.State.DONE : Claim.State.CANCELLED;
        transaction
                .sql()
                .update(ESCROW_CLAIM)
                .set(ESCROW_CLAIM.STATE, state.name())
                .set(ESCROW_CLAIM.SETTLED_AT, Instants.clockTimestamp())
                .where(ESCROW_CLAIM.ID.eq(claim.claimId()))
                .execute();
    }

    private static @Nullable EscrowEvent lock(DSLContext sql, UUID eventId) {
        return sql.selectFrom(ESCROW_EVENT)
                .where(ESCROW_EVENT.ID.eq(eventId))
                .forUpdate()
                .fetchOne(EscrowRows::event);
    }

    private static @Nullable Claim claim(DSLContext sql, Condition which) {
        return sql.selectFrom(ESCROW_CLAIM).where(which).fetchOne(EscrowRows::claim);
    }
}
