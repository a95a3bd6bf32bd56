package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A genuine webhook and what became of it.
 *
 * @param inboxId its number here
 * @param eventId its name at the provider
 * @param kind what happened, null for those from before it was kept
 * @param outcome {@code ACCEPTED}, {@code STALE}, {@code QUARANTINED}, or {@code SETTLED} once people have looked at it
 * @param reason why it was kept aside, empty if it was not
 * @param replayable whether deciding again can change anything
 * @param dismissable whether somebody may close it with a note, unless deciding again settles it
 * @param payoutId the payout that it is about, null if it is about none
 */
public record InboxEntry(
        long inboxId,
        String provider,
        String eventId,
        @Nullable String kind,
        @Nullable UUID orderId,
        @Nullable Money amount,
        String outcome,
        String reason,
        Instant receivedAt,
        boolean replayable,
        boolean dismissable,
        @Nullable UUID payoutId) {}
