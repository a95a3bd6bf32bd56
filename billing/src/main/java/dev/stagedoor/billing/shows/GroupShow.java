package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.metering.CallKind;
import java.util.UUID;

/**
 * A show that several viewers pay by the minute, each for themselves.
 *
 * @param minimumViewers it begins when so many have coins held for it
 * @param price coins for one rate unit, of each
 * @param viewers with an open session
 */
public record GroupShow(
        UUID showId, UUID performerId, int minimumViewers, Money price, CallKind kind, State state, int viewers) {
    /** Where a group show stands. */
    public enum State {
        GATHERING,
        RUNNING,
        ENDED
    }
}
