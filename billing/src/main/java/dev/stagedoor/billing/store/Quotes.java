package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.QUOTE;
import static dev.stagedoor.billing.store.jooq.Tables.RATE_PLAN_VERSION;

import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.metering.QuotedCall;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Quotes as rows. */
final class Quotes {
    private Quotes() {}

    static int save(DSLContext sql, QuotedCall quote) {
        return sql.insertInto(QUOTE)
                .set(QUOTE.ID, quote.quoteId())
                .set(QUOTE.VIEWER_ID, quote.viewerId())
                .set(QUOTE.PERFORMER_ID, quote.performerId())
                .set(QUOTE.SHOW_ID, quote.showId())
                .set(QUOTE.KIND, quote.kind().name())
                .set(QUOTE.PLAN_ID, quote.planId())
                .set(QUOTE.BASE_MINOR, quote.baseMinor())
                .set(QUOTE.RATE_MINOR, quote.rateMinor())
                .set(QUOTE.OTHER_MINOR, quote.otherMinor())
                .set(QUOTE.EXPIRES_AT, Instants.utc(quote.expiresAt()))
                .execute();
    }

    static @Nullable QuotedCall find(DSLContext sql, UUID quoteId) {
        return sql.select()
                .from(QUOTE)
                .join(RATE_PLAN_VERSION)
                .on(RATE_PLAN_VERSION.ID.eq(QUOTE.PLAN_ID))
                .where(QUOTE.ID.eq(quoteId))
                .fetchOne(Quotes::quote);
    }

    private static QuotedCall quote(Record row) {
        return new QuotedCall(
                row.get(QUOTE.ID),
                row.get(QUOTE.VIEWER_ID),
                row.get(QUOTE.PERFORMER_ID),
                row.get(QUOTE.SHOW_ID),
                CallKind.valueOf(row.get(QUOTE.KIND)),
                row.get(QUOTE.PLAN_ID),
                RatePlans.terms(row),
                row.get(QUOTE.BASE_MINOR),
                row.get(QUOTE.RATE_MINOR),
                row.get(QUOTE.OTHER_MINOR),
                row.get(QUOTE.EXPIRES_AT).toInstant());
    }
}
