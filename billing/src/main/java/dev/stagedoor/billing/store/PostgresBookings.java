package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.BOOKING;
import static dev.stagedoor.billing.store.jooq.Tables.CANCEL_POLICY;
import static dev.stagedoor.billing.store.jooq.Tables.CANCEL_RULE;
import static dev.stagedoor.billing.store.jooq.Tables.METERED_SESSION;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SessionFence;
import dev.stagedoor.billing.ledger.SpendRefusal;
import dev.stagedoor.billing.shows.Booking;
import dev.stagedoor.billing.shows.Booking.State;
import dev.stagedoor.billing.shows.BookingOutcome;
import dev.stagedoor.billing.shows.BookingRequest;
import dev.stagedoor.billing.shows.BookingStore;
import dev.stagedoor.billing.shows.CancelPolicy;
import dev.stagedoor.billing.shows.Party;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/** Bookings in PostgreSQL; that nobody is in two places at once is a constraint there. */
public final class PostgresBookings implements BookingStore {
    private final Database database;
    private final SpendGuard guard;

    public PostgresBookings(Database database, SpendGuard guard) {
        this.database = database;
        this.guard = guard;
    }

    @Override
    public long policyVersion(CancelPolicy policy) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            String digest = policy.toString();
            Long made = sql.insertInto(CANCEL_POLICY)
                    .set(CANCEL_POLICY.DIGEST, digest)
                    .onConflictDoNothing()
                    .returning(CANCEL_POLICY.ID)
                    .fetchOne(CANCEL_POLICY.ID);
            if (made == null) {
                return sql.select(CANCEL_POLICY.ID)
                        .from(CANCEL_POLICY)
                        .where(CANCEL_POLICY.DIGEST.eq(digest))
                        .fetchSingle()
                        .value1();
            }
            for (CancelPolicy.Rule rule : policy.rules()) {
                sql.insertInto(CANCEL_RULE)
                        .set(CANCEL_RULE.POLICY_ID, made)
                        .set(CANCEL_RULE.PARTY, rule.party().name())
                        .set(CANCEL_RULE.EVENT, rule.event().name())
                        .set(CANCEL_RULE.AT_LEAST_BEFORE_MS, rule.atLeastBeforeMs())
                        .set(CANCEL_RULE.RETURNED_BASIS_POINTS, rule.returnedBasisPoints())
                        .execute();
            }
            return made;
        });
    }

    @Override
    public BookingOutcome book(NewBooking booking, Posting hold) {
        return database.transact(transaction -> {
            if (insert(transaction.sql(), booking) == 0) {
                return same(transaction.sql(), booking.request());
            }
            return switch (transaction.post(hold)) {
                case PostOutcome.Posted _, PostOutcome.Replayed _ -> {
                    BookingRequest request = booking.request();
                    SpendRefusal refusal =
                            guard.afterSpending(transaction.sql(), request.viewerId(), booking.depositMinor());
                    yield refusal == null
                            ? new BookingOutcome.Accepted(
                                    require(BookingRows.find(transaction.sql(), request.bookingId())))
                            : transaction.undo(new BookingOutcome.Limited(refusal));
                }
                case PostOutcome.InsufficientFunds poor ->
                    transaction.undo(new BookingOutcome.InsufficientFunds(
                            Money.coins(booking.depositMinor()), Money.coins(poor.viewerAvailable())));
                case PostOutcome.IdempotencyConflict _ -> transaction.undo(new BookingOutcome.Conflict());
                case PostOutcome.Fenced _ -> throw new IllegalStateException("a booking has no fence: " + booking);
            };
        });
    }

    private static int insert(DSLContext sql, NewBooking booking) {
        BookingRequest request = booking.request();
        return sql.insertInto(BOOKING)
                .set(BOOKING.ID, request.bookingId())
                .set(BOOKING.VIEWER_ID, request.viewerId())
                .set(BOOKING.PERFORMER_ID, request.performerId())
                .set(BOOKING.KIND, request.kind().name())
                .set(BOOKING.PLAN_ID, booking.planId())
                .set(BOOKING.POLICY_ID, booking.policyId())
                .set(BOOKING.RATE_MINOR, booking.rateMinor())
                .set(BOOKING.PRICE_MINOR, booking.priceMinor())
                .set(BOOKING.DEPOSIT_MINOR, booking.depositMinor())
                .set(BOOKING.STARTS_AT, Instants.utc(request.startsAt()))
                .set(BOOKING.ENDS_AT, Instants.utc(request.startsAt().plusMillis(request.lengthMs())))
                .set(BOOKING.STATE, State.BOOKED.name())
                .onConflictDoNothing()
                .execute();
    }

    private static BookingOutcome same(DSLContext sql, BookingRequest request) {
        Booking same = BookingRows.find(sql, request.bookingId());
        if (same == null) {
            return new BookingOutcome.Overlaps();
        }
        boolean repeated = same.viewerId().equals(request.viewerId())
                && same.performerId().equals(request.performerId())
                && same.startsAt().equals(request.startsAt())
                && same.endsAt().equals(request.startsAt().plusMillis(request.lengthMs()));
        return repeated ? new BookingOutcome.Accepted(same) : new BookingOutcome.Conflict();
    }

    @Override
    public @Nullable Booking find(UUID bookingId) {
        return database.transact(transaction -> BookingRows.find(transaction.sql(), bookingId));
    }

    @Override
    public List<Booking> of(UUID personId, int limit) {
        return database.transact(transaction -> transaction
                .sql()
                .selectFrom(BOOKING)
                .where(BOOKING.VIEWER_ID.eq(personId).or(BOOKING.PERFORMER_ID.eq(personId)))
                .orderBy(BOOKING.STARTS_AT.desc(), BOOKING.ID)
                .limit(limit)
                .fetch(BookingRows::booking));
    }

    @Override
    public BookingOutcome accept(UUID bookingId, Instant at) {
        return database.transact(transaction -> {
            agree(transaction.sql(), bookingId, at);
            Booking booking = BookingRows.find(transaction.sql(), bookingId);
            if (booking == null) {
                return new BookingOutcome.Unknown();
            }
            return booking.state() == State.BOOKED
                    ? new BookingOutcome.Accepted(booking)
                    : new BookingOutcome.Closed(booking);
        });
    }

    private static void agree(DSLContext sql, UUID bookingId, Instant at) {
        sql.update(BOOKING)
                .set(BOOKING.ACCEPTED_AT, Instants.utc(at))
                .where(BOOKING.ID.eq(bookingId))
                .and(BOOKING.STATE.eq(State.BOOKED.name()))
                .and(BOOKING.ACCEPTED_AT.isNull())
                .execute();
    }

    @Override
    public void joined(UUID bookingId, Party party, Instant at) {
        TableField<?, OffsetDateTime> field = joinedAt(party);
        database.transact(transaction -> {
            if (party == Party.PERFORMER) {
                agree(transaction.sql(), bookingId, at);
            }
            return transaction
                    .sql()
                    .update(BOOKING)
                    .set(field, Instants.utc(at))
                    .where(BOOKING.ID.eq(bookingId))
                    .and(BOOKING.STATE.eq(State.BOOKED.name()))
                    .and(field.isNull())
                    .execute();
        });
    }

    @Override
    public void left(UUID bookingId, Party party) {
        database.transact(transaction -> transaction
                .sql()
                .update(BOOKING)
                .setNull(joinedAt(party))
                .where(BOOKING.ID.eq(bookingId))
                .and(BOOKING.STATE.eq(State.BOOKED.name()))
                .execute());
    }

    private static TableField<?, OffsetDateTime> joinedAt(Party party) {
        return switch (party) {
            case VIEWER -> BOOKING.VIEWER_JOINED_AT;
            case PERFORMER -> BOOKING.PERFORMER_JOINED_AT;
        };
    }

    @Override
    public BookingOutcome begin(UUID bookingId, SessionFence fence, Function<Held, @Nullable Posting> rest) {
        return database.transact(transaction -> {
            Record row = BookingRows.lock(transaction.sql(), bookingId);
            if (row == null) {
                return new BookingOutcome.Unknown();
            }
            Booking booking = BookingRows.booking(row);
            if (booking.state() != State.BOOKED) {
                return booking.state() == State.RUNNING
                        ? new BookingOutcome.Accepted(booking)
                        : new BookingOutcome.Closed(booking);
            }
            if (booking.viewerJoinedAt() == null || booking.performerJoinedAt() == null) {
                return new BookingOutcome.Accepted(booking);
            }
            if (HoldWriter.open(transaction.sql(), bookingId, BookingRows.quote(row), fence) != null) {
                return transaction.undo(new BookingOutcome.Busy());
            }
            Posting missing = rest.apply(BookingRows.held(transaction.sql(), row));
            return missing == null
                    ? running(transaction, bookingId, 0)
                    : switch (transaction.post(missing)) {
                        case PostOutcome.Posted _, PostOutcome.Replayed _ -> running(transaction, bookingId, 1);
                        case PostOutcome.InsufficientFunds poor ->
                            transaction.undo(new BookingOutcome.InsufficientFunds(
                                    Money.coins(booking.price().amountMinor()
                                            - booking.deposit().amountMinor()),
                                    Money.coins(poor.viewerAvailable())));
                        case PostOutcome.IdempotencyConflict _, PostOutcome.Fenced _ ->
                            throw new IllegalStateException("the rest of a booking was refused: " + bookingId);
                    };
        });
    }

    private static BookingOutcome running(Transaction transaction, UUID bookingId, int extensions) {
        DSLContext sql = transaction.sql();
        sql.update(METERED_SESSION)
                .set(METERED_SESSION.EXTENSION_NO, extensions)
                .where(METERED_SESSION.ID.eq(bookingId))
                .execute();
        sql.update(BOOKING)
                .set(BOOKING.STATE, State.RUNNING.name())
                .where(BOOKING.ID.eq(bookingId))
                .execute();
        return new BookingOutcome.Accepted(require(BookingRows.find(sql, bookingId)));
    }

    @Override
    public BookingOutcome settle(UUID bookingId, State state, Party party, Function<Held, Ending> ending) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            Record row = BookingRows.lock(sql, bookingId);
            if (row == null) {
                return new BookingOutcome.Unknown();
            }
            Booking booking = BookingRows.booking(row);
            if (booking.state() != State.BOOKED) {
                return booking.state() == state
                        ? new BookingOutcome.Accepted(booking)
                        : new BookingOutcome.Closed(booking);
            }
            Ending end = ending.apply(BookingRows.held(sql, row));
            for (Posting posting : end.postings()) {
                PostOutcome outcome = transaction.post(posting);
                if (!(outcome instanceof PostOutcome.Posted)) {
                    throw new IllegalStateException("the deposit of booking " + bookingId + " is missing: " + outcome);
                }
            }
            sql.update(BOOKING)
                    .set(BOOKING.STATE, state.name())
                    .set(BOOKING.KEPT_MINOR, end.keptMinor())
                    .set(BOOKING.SETTLED_FOR, party.name())
                    .set(BOOKING.SETTLED_AT, Instants.clockTimestamp())
                    .where(BOOKING.ID.eq(bookingId))
                    .execute();
            return new BookingOutcome.Accepted(require(BookingRows.find(sql, bookingId)));
        });
    }

    @Override
    public List<Booking> overdue(Instant startedBefore, int limit) {
        return database.transact(transaction -> transaction
                .sql()
                .selectFrom(BOOKING)
                .where(BOOKING.STATE.eq(State.BOOKED.name()))
                .and(BOOKING.STARTS_AT.le(Instants.utc(startedBefore)))
                .orderBy(BOOKING.STARTS_AT)
                .limit(limit)
                .fetch(BookingRows::booking));
    }

    @Override
    public int finish() {
        return database.transact(transaction -> transaction
                .sql()
                .update(BOOKING)
                .set(BOOKING.STATE, State.DONE.name())
                .set(BOOKING.SETTLED_AT, Instants.clockTimestamp())
                .from(METERED_SESSION)
                .where(METERED_SESSION.ID.eq(BOOKING.ID))
                .and(BOOKING.STATE.eq(State.RUNNING.name()))
                .and(METERED_SESSION.STATE.notIn(SessionConditions.OPEN))
                .execute());
    }

    private static Booking require(@Nullable Booking booking) {
        if (booking == null) {
            throw new IllegalStateException("a booking that was just written is not there");
        }
        return booking;
    }
}
