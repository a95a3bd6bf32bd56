package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.protocol.CallView.Party;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a call is about; fixed when it is requested, or booked.
 *
 * @param quoteId of a booked call, the booking: it is what the price was fixed by, and the call has its id
 * @param kind what it carries at first
 * @param perMinute the locked rate of that
 * @param otherPerMinute the locked rate of the other medium, null where the call stays what it is
 */
public record CallTerms(
        UUID callId,
        UUID quoteId,
        CallKind kind,
        Increment increment,
        Money perMinute,
        @Nullable Money otherPerMinute,
        Party viewer,
        Party performer,
        Instant createdAt) {

    /** Whether both agreed on it beforehand: it does not ring, and its time and price are fixed. */
    public boolean isBooked() {
        return quoteId.equals(callId);
    }

    /** Whether this person is one of the two. */
    public boolean involves(UUID userId) {
        return viewer.id().equals(userId) || performer.id().equals(userId);
    }

    /** The other one of the two. */
    public Party partnerOf(UUID userId) {
        return viewer.id().equals(userId) ? performer : viewer;
    }
}
