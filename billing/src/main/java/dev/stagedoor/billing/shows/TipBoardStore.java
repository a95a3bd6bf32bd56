package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.ledger.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where tip goals and menus are kept. Every method is one transaction. */
public interface TipBoardStore {
    /** Sets a goal in place of the one before; one that is known stays as it is. */
    void setGoal(UUID goalId, UUID performerId, String title, Money target);

    /** Takes the performer's goal down. */
    void closeGoal(UUID performerId);

    /** The performer's goal, null if there is none. */
    @Nullable
    TipGoal goal(UUID performerId);

    /** Puts a menu in place of the one before. */
    void putMenu(UUID performerId, TipMenu menu);

    /** The performer's menu, empty if there is none. */
    TipMenu menu(UUID performerId);
}
