package dev.stagedoor.billing.pricing;

import dev.stagedoor.billing.ledger.SplitTerms;
import java.util.UUID;

/** The terms in force at this moment. What was sold keeps those it was sold under. */
public interface Tariffs {
    /** How time is priced. */
    PricingTerms pricing();

    /** How what this performer earns is shared. */
    SplitTerms split(UUID performerId);

    /** What a coin is worth, and how it is shared without terms of one's own. */
    SplitTerms split();
}
