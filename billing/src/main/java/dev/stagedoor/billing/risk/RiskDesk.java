package dev.stagedoor.billing.risk;

import dev.stagedoor.billing.approval.Concerned;
import dev.stagedoor.billing.approval.Matter;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.payouts.Payouts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Flags as people see and decide on them, and what is told to the scan from outside. */
public final class RiskDesk {
    /** The longest page anybody gets. */
    public static final int PAGE_LIMIT = 200;

    private final RiskStore store;
    private final Payouts payouts;
    private final Concerned concerned;
    private final RiskCounts counts;
    private final InstantSource clock;

    /** @param concerned who decides on none of it */
    public RiskDesk(RiskStore store, Payouts payouts, Concerned concerned, RiskCounts counts, InstantSource clock) {
        this.store = store;
        this.payouts = payouts;
        this.concerned = concerned;
        this.counts = counts;
        this.clock = clock;
    }

    /** Flags, newest first; null does not filter. */
    public Page<RiskFlag> flags(RiskFlag.@Nullable State state, @Nullable String cursor, int limit) {
        return store.flags(state, cursor, Math.clamp(limit, 1, PAGE_LIMIT));
    }

    /** Flags of each kind that this process has raised. */
    public Map<RiskKind, Long> raised() {
        return counts.raised();
    }

    /** Somebody signed in by that browser. */
    public void signedIn(UUID accountId, String browser) {
        store.seen(accountId, TraitKind.DEVICE, browser, clock.instant());
    }

    /** It was nothing: payouts go on that nothing else holds. */
    public RiskDecided dismiss(UUID flagId, UUID person, String note) {
        return isOwn(flagId, person)
                ? new RiskDecided.OwnCase()
                : decide(flagId, RiskFlag.State.DISMISSED, person, note);
    }

    /**
     * It was fraud: payees whom the flag held are frozen, which a person undoes on the page of payees. A crash in between leaves
     * the flag open, and doing it again is harmless.
     */
    public RiskDecided confirm(UUID flagId, UUID person, String note) {
        if (isOwn(flagId, person)) {
            return new RiskDecided.OwnCase();
        }
        RiskFlag flag = store.find(flagId);
        if (flag != null && flag.state() == RiskFlag.State.OPEN && !note.isBlank()) {
            flag.parties().stream()
                    .filter(RiskFlag.Party::holds)
                    .forEach(party -> payouts.freeze(party.accountId(), person.toString(), note.strip()));
        }
        return decide(flagId, RiskFlag.State.CONFIRMED, person, note);
    }

    private boolean isOwn(UUID flagId, UUID person) {
        return concerned.includes(person, new Matter.Flag(flagId));
    }

    private RiskDecided decide(UUID flagId, RiskFlag.State state, UUID person, String note) {
        if (note.isBlank()) {
            return new RiskDecided.NoReason();
        }
        Instant now = clock.instant();
        return store.decide(flagId, state, new RiskFlag.Decision(person, now, note.strip()));
    }
}
