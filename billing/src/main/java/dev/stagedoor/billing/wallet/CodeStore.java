package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.LotTerms;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Where codes are kept and redeemed. Every method is one transaction. */
public interface CodeStore {
    /**
     * Keeps a new code of one person, unless it and what that person has promised alone since then come to more than that.
     */
    Made create(PromoCode code, UUID creator, Instant now, Instant since, long mostMinor);

    /** What a person has promised by codes since then, without another's approval, in thousandths of a coin. */
    long promisedAlone(UUID creator, Instant since);

    /** Switches a code on or off; false if there is none. */
    boolean activate(String code, boolean active);

    /** Codes, newest first. */
    List<PromoCode> list(int limit);

    /** How keeping a code ended. */
    enum Made {
        MADE,
        EXISTS,
        TOO_MUCH
    }

    /** Redeems a code once for each {@code id}. */
    RedeemOutcome redeem(UUID id, UUID userId, String code, LotTerms terms, Instant now);
}
