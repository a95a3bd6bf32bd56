package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.ledger.Money;
import java.util.UUID;

/**
 * A number of tips to look forward to; the tips are the performer's whether it is reached or not.
 *
 * @param tipped coins tipped since it was set
 */
public record TipGoal(UUID goalId, UUID performerId, String title, Money target, Money tipped) {}
