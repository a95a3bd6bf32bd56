package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.ledger.LotTerms;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Codes that give promotional coins. */
public final class Codes {
    private static final int LIST_LIMIT = 500;

    private final CodeStore store;
    private final LotTerms terms;
    private final InstantSource clock;

    public Codes(CodeStore store, LotTerms terms, InstantSource clock) {
        this.store = store;
        this.terms = terms;
        this.clock = clock;
    }

    /** Keeps a new code; false if there was one of that name. */
    public boolean create(PromoCode code, UUID creator) {
        return store.create(code, creator, clock.instant());
    }

    /** Switches a code on or off; false if there is none. */
    public boolean activate(String code, boolean active) {
        return store.activate(PromoCode.normal(code), active);
    }

    /** Codes, newest first. */
    public List<PromoCode> list() {
        return store.list(LIST_LIMIT);
    }

    /** Redeems what a person typed; {@code id} is made by the client, so that a repeat counts once. */
    public RedeemOutcome redeem(UUID id, UUID userId, String typed) {
        return store.redeem(id, userId, PromoCode.normal(typed), terms, clock.instant());
    }
}
