package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.ledger.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a performer shows to those who tip: a goal with its progress, and a menu. Neither moves coins; tips do. */
public final class TipBoard {
    private final TipBoardStore store;

    TipBoard(TipBoardStore store) {
        this.store = store;
    }

    /** Sets a goal in place of the one before; its progress begins at zero. The id makes a repeat harmless. */
    public void setGoal(UUID goalId, UUID performerId, String title, Money target) {
        store.setGoal(goalId, performerId, title, target);
    }

    /** Takes the goal down. */
    public void closeGoal(UUID performerId) {
        store.closeGoal(performerId);
    }

    /** The goal and how far it is, null if there is none. */
    public @Nullable TipGoal goal(UUID performerId) {
        return store.goal(performerId);
    }

    /** Puts a menu up; false, and nothing changes, if it is too long or an item has no title or price. */
    public boolean putMenu(UUID performerId, TipMenu menu) {
        if (!menu.isValid()) {
            return false;
        }
        store.putMenu(performerId, menu);
        return true;
    }

    /** The menu, empty if there is none. */
    public TipMenu menu(UUID performerId) {
        return store.menu(performerId);
    }
}
