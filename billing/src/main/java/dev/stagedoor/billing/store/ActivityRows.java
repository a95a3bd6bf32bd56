package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ENTRY;
import static dev.stagedoor.billing.store.jooq.Tables.TRANSFER;
import static dev.stagedoor.billing.store.jooq.Tables.USER_ACTIVITY;

import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.ledger.TransferCode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** When a viewer last did something: what was seen of them, or what they did with coins. What is done to them is not it. */
final class ActivityRows {
    private static final List<String> OWN_DOING = Stream.of(
                    TransferCode.PURCHASE,
                    TransferCode.REDEEM,
                    TransferCode.HOLD,
                    TransferCode.EXTEND,
                    TransferCode.TIP,
                    TransferCode.GIFT,
                    TransferCode.TICKET_BUY,
                    TransferCode.SUBSCRIBE)
            .map(TransferCode::name)
            .toList();

    private ActivityRows() {}

    /** The later of the two, null for a person who has never done anything. */
    static Field<OffsetDateTime> lastActivity(Field<UUID> owner) {
        Field<OffsetDateTime> seen = DSL.field(
                DSL.select(USER_ACTIVITY.LAST_AT).from(USER_ACTIVITY).where(USER_ACTIVITY.OWNER_REF.eq(owner)));
        Field<OffsetDateTime> moved = DSL.field(DSL.select(TRANSFER.CREATED_AT)
                .from(ENTRY)
                .join(TRANSFER)
                .on(TRANSFER.ID.eq(ENTRY.TRANSFER_ID))
                .where(ENTRY.ACCOUNT_ID.eq(Balances.wallet(owner)))
                .and(ENTRY.ACCOUNT_VERSION.isNotNull())
                .and(TRANSFER.CODE.in(OWN_DOING))
                .orderBy(ENTRY.ACCOUNT_VERSION.desc())
                .limit(1));
        return DSL.greatest(seen, moved);
    }

    /** When bought coins expire if nothing is done until then; the end of time for a person who has never done anything. */
    static Instant idleUntil(DSLContext sql, UUID owner, LotTerms terms) {
        OffsetDateTime last =
                sql.select(lastActivity(DSL.val(owner))).fetchSingle().value1();
        return last == null ? Instant.MAX : last.toInstant().plus(Duration.ofDays(terms.paidInactivityDays()));
    }
}
