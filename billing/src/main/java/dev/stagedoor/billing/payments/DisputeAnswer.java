package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.Money;
import java.util.UUID;

/**
 * What the house says to a bank that takes a payment back.
 *
 * @param answerId idempotency key
 * @param reference the provider's name for the case
 * @param amount that is disputed
 * @param statement in people's words
 * @param product what was sold
 * @param log when it was used and for what, line by line; empty if it was not
 * @param paper all of it as a PDF
 */
@SuppressWarnings("ArrayRecordComponent")
public record DisputeAnswer(
        UUID answerId, String reference, Money amount, String statement, String product, String log, byte[] paper) {}
