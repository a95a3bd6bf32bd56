package dev.stagedoor.billing.disputes;

import dev.stagedoor.billing.ledger.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a complaint took back from a performer's own earnings by a call.
 *
 * @param amount in the currency that the call was earned in; 0 where nothing was taken
 * @param at when it was decided; null where nothing was taken
 */
public record TakenBack(Money amount, @Nullable Instant at) {}
