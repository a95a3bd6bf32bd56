package dev.stagedoor.signaling.people;

import dev.stagedoor.signaling.ReferralDesk.Newcomer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Port: where it is noted who came by a link. Methods block. */
public interface NewcomerStore {
    /** Those of whom billing has not heard, longest ago first. */
    List<Newcomer> untold(int limit);

    /** Billing has heard of that one. */
    void told(UUID accountId, Instant now);
}
