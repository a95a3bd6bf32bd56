package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.pricing.CoinPackage;

/**
 * A package as it is sold to somebody.
 *
 * @param regular as it is sold without a plan
 * @param yours what this person pays and gets
 */
public record Offer(CoinPackage regular, CoinPackage yours) {}
