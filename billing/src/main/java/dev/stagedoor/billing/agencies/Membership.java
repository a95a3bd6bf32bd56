package dev.stagedoor.billing.agencies;

import dev.stagedoor.billing.ledger.AgencyShare;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A performer's place in an agency, offered or taken.
 *
 * @param id that of the proposal it was approved by
 * @param noticeDays between the day a performer gives notice and the end
 * @param earliest when it may begin; it does not begin before it is accepted
 * @param beginsAt null unless it was accepted
 * @param endsAt first moment without it, null while nobody ended it
 */
public record Membership(
        UUID id,
        UUID performerId,
        AgencyShare share,
        int noticeDays,
        State state,
        Instant offeredAt,
        Instant earliest,
        @Nullable Instant beginsAt,
        @Nullable Instant endsAt) {

    /** Where it stands. Only what is accepted ever holds; from when until when is said by its times. */
    public enum State {
        OFFERED,
        ACCEPTED,
        DECLINED,
        /** By the house, before it was answered. */
        WITHDRAWN
    }

    /** Whether the agency has its part of what is sold at that moment. */
    public boolean holdsAt(Instant moment) {
        return beginsAt != null && !beginsAt.isAfter(moment) && (endsAt == null || endsAt.isAfter(moment));
    }
}
