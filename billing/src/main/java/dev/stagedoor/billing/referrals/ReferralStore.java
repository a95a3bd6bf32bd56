package dev.stagedoor.billing.referrals;

import dev.stagedoor.billing.ledger.Asset;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where codes and attributions are kept. Every method is one transaction. */
public interface ReferralStore {
    /** The code of that person: the one they have, else the fresh one; null if that is somebody else's. */
    @Nullable
    String code(UUID referrerId, String fresh);

    /**
     * Attributes somebody to whom the code belongs, unless they are attributed already; nothing happens for a code that nobody
     * has, or that is their own.
     *
     * @param endsAt first moment at which an order of theirs counts no longer
     */
    void attribute(Newcomer newcomer, Instant endsAt);

    /** Books the commission of what a person bought before they were attributed. Harmless to repeat. */
    void catchUp(UUID accountId);

    /** People who were attributed and have paid for an order within the term of which no commission was worked out. */
    List<UUID> forgotten();

    /** What a person has brought and got. */
    Standing standing(UUID referrerId, Asset asset);

    /** Minor units of the asset asked for. */
    record Standing(long joined, long pendingMinor, long maturedMinor) {}
}
