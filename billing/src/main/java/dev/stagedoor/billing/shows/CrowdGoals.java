package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.time.Instant;
import java.util.UUID;

/** Goals that a crowd reaches altogether by a deadline, or not at all: then everybody gets the pledge back. */
public final class CrowdGoals {
    private final Escrow escrow;
    private final EscrowStore store;

    CrowdGoals(Escrow escrow, EscrowStore store) {
        this.escrow = escrow;
        this.store = store;
    }

    /** Sets a goal; the id makes a repeat harmless. */
    public EventOutcome set(UUID goalId, UUID performerId, String title, Money target, Instant deadline) {
        return escrow.open(new EscrowEvent(
                goalId,
                performerId,
                EscrowEvent.Kind.CROWD_GOAL,
                title,
                null,
                target,
                0,
                0,
                Money.coins(0),
                deadline,
                EscrowEvent.State.OPEN));
    }

    /** Pledges coins; the id makes a repeat harmless. The pledge that reaches the goal is taken whole. */
    public ClaimOutcome pledge(UUID pledgeId, UUID goalId, UUID viewerId, Money amount) {
        if (amount.asset() != Asset.COIN || amount.amountMinor() <= 0) {
            throw new IllegalArgumentException("a pledge is a positive number of coins, got " + amount);
        }
        EscrowEvent goal = store.find(goalId);
        return goal == null || goal.target() == null
                ? new ClaimOutcome.Unknown()
                : escrow.claim(pledgeId, goalId, viewerId, amount);
    }
}
