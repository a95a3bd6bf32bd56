package dev.stagedoor.billing.agencies;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a membership; never changed afterwards.
 *
 * @param person who did it: the approver of an offer or an end, the performer for everything else
 * @param effectiveAt from when on it counts, null for what has no such moment
 */
public record MembershipStep(
        Kind kind, UUID person, Instant at, @Nullable Instant effectiveAt) {
    /** What happened. */
    public enum Kind {
        OFFERED,
        ACCEPTED,
        DECLINED,
        WITHDRAWN,
        /** The performer has given notice. */
        NOTICE,
        /** The house has ended it. */
        ENDED
    }
}
