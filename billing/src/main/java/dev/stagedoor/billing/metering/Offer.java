package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.pricing.SessionTerms;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one viewer asks a price for.
 *
 * @param showId the private show that is looked on at, or the group show that is joined; null for anything else
 * @param price coins for one rate unit, which for {@code FLAT} is the whole session
 * @param otherPrice the same for the other medium, null where it cannot be switched
 */
public record Offer(
        UUID viewerId,
        UUID performerId,
        @Nullable UUID showId,
        SessionTerms terms,
        CallKind kind,
        Money price,
        @Nullable Money otherPrice) {}
