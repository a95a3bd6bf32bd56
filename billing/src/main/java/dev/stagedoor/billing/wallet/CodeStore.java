package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.LotTerms;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Where codes are kept and redeemed. Every method is one transaction. */
public interface CodeStore {
    /** Keeps a new code; false if there was one of that name. */
    boolean create(PromoCode code, UUID creator, Instant now);

    /** Switches a code on or off; false if there is none. */
    boolean activate(String code, boolean active);

    /** Codes, newest first. */
    List<PromoCode> list(int limit);

    /** Redeems a code once for each {@code id}. */
    RedeemOutcome redeem(UUID id, UUID userId, String code, LotTerms terms, Instant now);
}
