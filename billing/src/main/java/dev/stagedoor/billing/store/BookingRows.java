package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.BOOKING;
import static dev.stagedoor.billing.store.jooq.Tables.CANCEL_RULE;
import static dev.stagedoor.billing.store.jooq.Tables.RATE_PLAN_VERSION;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.metering.QuotedCall;
import dev.stagedoor.billing.shows.Booking;
import dev.stagedoor.billing.shows.BookingStore.Held;
import dev.stagedoor.billing.shows.CancelPolicy;
import dev.stagedoor.billing.shows.Party;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Rows of bookings and what they mean. */
final class BookingRows {
    private BookingRows() {}

    static @Nullable Booking find(DSLContext sql, UUID bookingId) {
        return sql.selectFrom(BOOKING).where(BOOKING.ID.eq(bookingId)).fetchOne(BookingRows::booking);
    }

    /** A booking with the plan it was sold under, locked. */
    static @Nullable Record lock(DSLContext sql, UUID bookingId) {
        return sql.select()
                .from(BOOKING)
                .join(RATE_PLAN_VERSION)
                .on(RATE_PLAN_VERSION.ID.eq(BOOKING.PLAN_ID))
                .where(BOOKING.ID.eq(bookingId))
                .forUpdate()
                .of(BOOKING)
                .fetchOne();
    }

    static Held held(DSLContext sql, Record row) {
        List<CancelPolicy.Rule> rules = sql.selectFrom(CANCEL_RULE)
                .where(CANCEL_RULE.POLICY_ID.eq(row.get(BOOKING.POLICY_ID)))
                .fetch(rule -> new CancelPolicy.Rule(
                        Party.valueOf(rule.getParty()),
                        CancelPolicy.Event.valueOf(rule.getEvent()),
                        rule.getAtLeastBeforeMs(),
                        rule.getReturnedBasisPoints()));
        return new Held(booking(row), RatePlans.split(row), new CancelPolicy(rules));
    }

    /** What its session is opened under: the booking itself is the quote. */
    static QuotedCall quote(Record row) {
        return new QuotedCall(
                row.get(BOOKING.ID),
                row.get(BOOKING.VIEWER_ID),
                row.get(BOOKING.PERFORMER_ID),
                null,
                CallKind.valueOf(row.get(BOOKING.KIND)),
                row.get(BOOKING.PLAN_ID),
                RatePlans.terms(row),
                row.get(BOOKING.RATE_MINOR),
                row.get(BOOKING.RATE_MINOR),
                0,
                row.get(BOOKING.ENDS_AT).toInstant());
    }

    static Booking booking(Record row) {
        String settledFor = row.get(BOOKING.SETTLED_FOR);
        return new Booking(
                row.get(BOOKING.ID),
                row.get(BOOKING.VIEWER_ID),
                row.get(BOOKING.PERFORMER_ID),
                CallKind.valueOf(row.get(BOOKING.KIND)),
                Money.coins(row.get(BOOKING.RATE_MINOR)),
                Money.coins(row.get(BOOKING.PRICE_MINOR)),
                Money.coins(row.get(BOOKING.DEPOSIT_MINOR)),
                row.get(BOOKING.STARTS_AT).toInstant(),
                row.get(BOOKING.ENDS_AT).toInstant(),
                Booking.State.valueOf(row.get(BOOKING.STATE)),
                Instants.instant(row.get(BOOKING.ACCEPTED_AT)),
                Instants.instant(row.get(BOOKING.VIEWER_JOINED_AT)),
                Instants.instant(row.get(BOOKING.PERFORMER_JOINED_AT)),
                Money.coins(row.get(BOOKING.KEPT_MINOR)),
                settledFor == null ? null : Party.valueOf(settledFor));
    }
}
