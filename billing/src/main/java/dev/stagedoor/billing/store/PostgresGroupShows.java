package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.GROUP_SHOW;
import static dev.stagedoor.billing.store.jooq.Tables.METERED_SESSION;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.shows.GroupShow;
import dev.stagedoor.billing.shows.GroupShow.State;
import dev.stagedoor.billing.shows.GroupShowStore;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Group shows in PostgreSQL. */
public final class PostgresGroupShows implements GroupShowStore {
    private static final Field<Integer> VIEWERS = DSL.field(DSL.selectCount()
            .from(METERED_SESSION)
            .where(METERED_SESSION.SHOW_ID.eq(GROUP_SHOW.ID))
            .and(METERED_SESSION.STATE.in(SessionConditions.OPEN)));

    private final Database database;

    public PostgresGroupShows(Database database) {
        this.database = database;
    }

    @Override
    public boolean open(UUID showId, UUID performerId, int minimumViewers, Money price, CallKind kind) {
        return database.transact(transaction -> {
            int inserted = transaction
                    .sql()
                    .insertInto(GROUP_SHOW)
                    .set(GROUP_SHOW.ID, showId)
                    .set(GROUP_SHOW.PERFORMER_ID, performerId)
                    .set(GROUP_SHOW.MINIMUM_VIEWERS, minimumViewers)
                    .set(GROUP_SHOW.PRICE_MINOR, price.amountMinor())
                    .set(GROUP_SHOW.KIND, kind.name())
                    .set(GROUP_SHOW.STATE, State.GATHERING.name())
                    .onConflictDoNothing()
                    .execute();
            if (inserted == 0) {
                return true;
            }
            return HoldWriter.engage(transaction.sql(), performerId, showId) || transaction.undo(false);
        });
    }

    @Override
    public @Nullable GroupShow find(UUID showId) {
        return database.transact(transaction -> find(transaction.sql(), GROUP_SHOW.ID.eq(showId)));
    }

    @Override
    public @Nullable GroupShow ofSession(UUID sessionId) {
        Field<UUID> show = DSL.field(
                DSL.select(METERED_SESSION.SHOW_ID).from(METERED_SESSION).where(METERED_SESSION.ID.eq(sessionId)));
        return database.transact(transaction -> find(transaction.sql(), GROUP_SHOW.ID.eq(show)));
    }

    private static @Nullable GroupShow find(DSLContext sql, Condition which) {
        return sql.select(GROUP_SHOW.asterisk(), VIEWERS.as("viewers"))
                .from(GROUP_SHOW)
                .where(which)
                .fetchOne(row -> new GroupShow(
                        row.get(GROUP_SHOW.ID),
                        row.get(GROUP_SHOW.PERFORMER_ID),
                        row.get(GROUP_SHOW.MINIMUM_VIEWERS),
                        Money.coins(row.get(GROUP_SHOW.PRICE_MINOR)),
                        CallKind.valueOf(row.get(GROUP_SHOW.KIND)),
                        State.valueOf(row.get(GROUP_SHOW.STATE)),
                        row.get("viewers", Integer.class)));
    }

    @Override
    public void beginIfEnough(UUID showId) {
        // Whoever commits last sees all the others, so between two who come together one lets the show begin.
        database.transact(transaction -> transaction
                .sql()
                .update(GROUP_SHOW)
                .set(GROUP_SHOW.STATE, State.RUNNING.name())
                .set(GROUP_SHOW.STARTED_AT, Instants.clockTimestamp())
                .where(GROUP_SHOW.ID.eq(showId))
                .and(GROUP_SHOW.STATE.eq(State.GATHERING.name()))
                .and(VIEWERS.ge(GROUP_SHOW.MINIMUM_VIEWERS))
                .execute());
    }

    @Override
    public void end(UUID showId) {
        database.transact(transaction -> {
            int ended = transaction
                    .sql()
                    .update(GROUP_SHOW)
                    .set(GROUP_SHOW.STATE, State.ENDED.name())
                    .set(GROUP_SHOW.ENDED_AT, Instants.clockTimestamp())
                    .where(GROUP_SHOW.ID.eq(showId))
                    .and(GROUP_SHOW.STATE.ne(State.ENDED.name()))
                    .execute();
            HoldWriter.disengage(transaction.sql(), showId);
            return ended;
        });
    }

    @Override
    public List<UUID> abandoned(long gatheringMs) {
        Field<OffsetDateTime> before = DSL.field(
                "clock_timestamp() - {0} * interval '1 millisecond'", OffsetDateTime.class, DSL.val(gatheringMs));
        return database.transact(transaction -> transaction
                .sql()
                .select(GROUP_SHOW.ID)
                .from(GROUP_SHOW)
                .where(GROUP_SHOW.STATE.ne(DSL.inline(State.ENDED.name())))
                .and(GROUP_SHOW
                        .STATE
                        .eq(State.GATHERING.name())
                        .and(GROUP_SHOW.CREATED_AT.lt(before))
                        .or(GROUP_SHOW.STATE.eq(State.RUNNING.name()).and(VIEWERS.eq(0))))
                .fetch(GROUP_SHOW.ID));
    }
}
