package dev.stagedoor.billing.ledger;

/**
 * New coins of one class.
 *
 * @param coins in thousandths
 * @param cost what was received for all of them, without tax
 */
public record LotGrant(LotClass lotClass, long coins, Money cost) {}
