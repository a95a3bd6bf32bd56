package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.TIP;
import static dev.stagedoor.billing.store.jooq.Tables.TIP_GOAL;
import static dev.stagedoor.billing.store.jooq.Tables.TIP_MENU_ITEM;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.shows.TipBoardStore;
import dev.stagedoor.billing.shows.TipGoal;
import dev.stagedoor.billing.shows.TipMenu;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Tip goals and menus in PostgreSQL. */
public final class PostgresTipBoard implements TipBoardStore {
    private static final Field<Long> TIPPED =
            DSL.field(DSL.select(DSL.coalesce(DSL.sum(TIP.AMOUNT), 0).cast(Long.class))
                    .from(TIP)
                    .where(TIP.PERFORMER_ID.eq(TIP_GOAL.PERFORMER_ID))
                    .and(TIP.CREATED_AT.ge(TIP_GOAL.STARTED_AT)));

    private final Database database;

    public PostgresTipBoard(Database database) {
        this.database = database;
    }

    @Override
    public void setGoal(UUID goalId, UUID performerId, String title, Money target) {
        database.transact(transaction -> {
            if (transaction.sql().fetchExists(TIP_GOAL, TIP_GOAL.ID.eq(goalId))) {
                return 0;
            }
            close(transaction, performerId);
            return transaction
                    .sql()
                    .insertInto(TIP_GOAL)
                    .set(TIP_GOAL.ID, goalId)
                    .set(TIP_GOAL.PERFORMER_ID, performerId)
                    .set(TIP_GOAL.TITLE, title)
                    .set(TIP_GOAL.TARGET_MINOR, target.amountMinor())
                    .onConflictDoNothing()
                    .execute();
        });
    }

    @Override
    public void closeGoal(UUID performerId) {
        database.transact(transaction -> close(transaction, performerId));
    }

    private static int close(Transaction transaction, UUID performerId) {
        return transaction
                .sql()
                .update(TIP_GOAL)
                .set(TIP_GOAL.CLOSED_AT, Instants.clockTimestamp())
                .where(TIP_GOAL.PERFORMER_ID.eq(performerId))
                .and(TIP_GOAL.CLOSED_AT.isNull())
                .execute();
    }

    @Override
    public @Nullable TipGoal goal(UUID performerId) {
        return database.transact(transaction -> transaction
                .sql()
                .select(TIP_GOAL.ID, TIP_GOAL.TITLE, TIP_GOAL.TARGET_MINOR, TIPPED.as("tipped"))
                .from(TIP_GOAL)
                .where(TIP_GOAL.PERFORMER_ID.eq(performerId))
                .and(TIP_GOAL.CLOSED_AT.isNull())
                .fetchOne(row -> new TipGoal(
                        row.get(TIP_GOAL.ID),
                        performerId,
                        row.get(TIP_GOAL.TITLE),
                        Money.coins(row.get(TIP_GOAL.TARGET_MINOR)),
                        Money.coins(row.get("tipped", Long.class)))));
    }

    @Override
    public void putMenu(UUID performerId, TipMenu menu) {
        database.transact(transaction -> {
            transaction
                    .sql()
                    .deleteFrom(TIP_MENU_ITEM)
                    .where(TIP_MENU_ITEM.PERFORMER_ID.eq(performerId))
                    .execute();
            int place = 0;
            for (TipMenu.Item item : menu.items()) {
                place++;
                transaction
                        .sql()
                        .insertInto(TIP_MENU_ITEM)
                        .set(TIP_MENU_ITEM.PERFORMER_ID, performerId)
                        .set(TIP_MENU_ITEM.PLACE, place)
                        .set(TIP_MENU_ITEM.TITLE, item.title())
                        .set(TIP_MENU_ITEM.PRICE_MINOR, item.price().amountMinor())
                        .onConflict(TIP_MENU_ITEM.PERFORMER_ID, TIP_MENU_ITEM.PLACE)
                        .doUpdate()
                        .set(TIP_MENU_ITEM.TITLE, item.title())
                        .set(TIP_MENU_ITEM.PRICE_MINOR, item.price().amountMinor())
                        .execute();
            }
            return place;
        });
    }

    @Override
    public TipMenu menu(UUID performerId) {
        return new TipMenu(database.transact(transaction -> transaction
                .sql()
                .selectFrom(TIP_MENU_ITEM)
                .where(TIP_MENU_ITEM.PERFORMER_ID.eq(performerId))
                .orderBy(TIP_MENU_ITEM.PLACE)
                .fetch(row -> new TipMenu.Item(row.getTitle(), Money.coins(row.getPriceMinor())))));
    }
}
