package dev.stagedoor.billing.wallet;

import dev.stagedoor.billing.approval.Approvals;
import dev.stagedoor.billing.approval.Concerned;
import dev.stagedoor.billing.approval.Matter;
import dev.stagedoor.billing.approval.ProposalOutcome;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.ledger.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Codes that give promotional coins. */
public final class Codes {
    private static final int LIST_LIMIT = 500;

    private static final Duration DAY = Duration.ofDays(1);

    private final CodeStore store;
    private final Supplier<LotTerms> terms;
    private final Approvals approvals;
    private final Concerned concerned;
    private final long aloneMinor;
    private final InstantSource clock;

    /**
     * @param concerned who redeems none of it
     * @param aloneMinor coins that one person may promise within a day without a second, in thousandths
     */
    public Codes(
            CodeStore store,
            Supplier<LotTerms> terms,
            Approvals approvals,
            Concerned concerned,
            long aloneMinor,
            InstantSource clock) {
        this.store = store;
        this.terms = terms;
        this.approvals = approvals;
        this.concerned = concerned;
        this.aloneMinor = aloneMinor;
        this.clock = clock;
    }

    /**
     * Makes a code, or proposes it to somebody else where it promises more than its creator still may alone: all redemptions
     * count, and so does what the same person has promised within a day, or many small codes would do.
     *
     * @param proposalId made by who asks, so that a repeated proposal counts once
     * @param reason matters only where it has to be approved
     */
    public CodeOutcome create(UUID proposalId, PromoCode code, String reason, UUID creator) {
        Instant now = clock.instant();
        return switch (store.create(code, creator, now, now.minus(DAY), aloneMinor)) {
            case MADE -> new CodeOutcome.Made();
            case EXISTS -> new CodeOutcome.Exists();
            case TOO_MUCH ->
                switch (approvals.propose(proposalId, CodeChange.KIND, CodeChange.of(code), reason, creator)) {
                    case ProposalOutcome.Proposed proposed -> new CodeOutcome.Proposed(proposed.approval());
                    case ProposalOutcome.Conflict _ -> new CodeOutcome.Conflict();
                    case ProposalOutcome.NoReason _ -> new CodeOutcome.NoReason();
                };
        };
    }

    /** What a person may still promise today without a second. */
    public Money leftAlone(UUID creator) {
        long promised = store.promisedAlone(creator, clock.instant().minus(DAY));
        return Money.coins(Math.max(0, aloneMinor - promised));
    }

    /** Switches a code on or off; false if there is none. */
    public boolean activate(String code, boolean active) {
        return store.activate(PromoCode.normal(code), active);
    }

    /** Codes, newest first. */
    public List<PromoCode> list() {
        return store.list(LIST_LIMIT);
    }

    /** Redeems what a person typed that others promised; {@code id} is made by the client, so that a repeat counts once. */
    public RedeemOutcome redeem(UUID id, UUID userId, String typed) {
        String code = PromoCode.normal(typed);
        return concerned.includes(userId, new Matter.Code(code))
                ? new RedeemOutcome.OwnCase()
                : store.redeem(id, userId, code, terms.get(), clock.instant());
    }
}
