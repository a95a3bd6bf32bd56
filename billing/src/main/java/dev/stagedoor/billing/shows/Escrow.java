package dev.stagedoor.billing.shows;

import static java.util.Objects.requireNonNull;

import dev.stagedoor.billing.ledger.EscrowLines;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.OneByOne;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.metering.MeteringContext;
import dev.stagedoor.billing.pricing.Tariffs;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Coins that wait for an event. First the event is decided, in one small step; then its claims are settled one by one, by
 * whoever comes by, as often as it takes: a crash in between leaves work for the next run, never a wrong balance.
 */
public final class Escrow {
    private static final Logger LOG = LoggerFactory.getLogger(Escrow.class);
    private static final int CLAIMS_AT_ONCE = 100;
    /** Longest list anybody gets. */
    private static final int LIST_LIMIT = 200;

    private final EscrowStore store;
    private final Tariffs tariffs;
    private final long aheadMs;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    Escrow(EscrowStore store, Tariffs tariffs, long aheadMs, MeteringContext context) {
        this.store = store;
        this.tariffs = tariffs;
        this.aheadMs = aheadMs;
        this.clock = context.clock();
        this.ids = context.ids();
    }

    EventOutcome open(EscrowEvent event) {
        EscrowEvent known = store.find(event.eventId());
        if (known == null) {
            Instant now = clock.instant();
            Instant latest = now.plusMillis(aheadMs);
            if (!event.closesAt().isAfter(now) || event.closesAt().isAfter(latest)) {
                return new EventOutcome.OutsideWindow(now, latest);
            }
            store.open(event, tariffs.split(event.performerId()));
            known = requireNonNull(store.find(event.eventId()));
        }
        return isSame(event, known) ? new EventOutcome.Announced(known) : new EventOutcome.Conflict();
    }

    private static boolean isSame(EscrowEvent wanted, EscrowEvent known) {
        return wanted.performerId().equals(known.performerId())
                && wanted.kind() == known.kind()
                && wanted.title().equals(known.title())
                && Objects.equals(wanted.price(), known.price())
                && Objects.equals(wanted.target(), known.target());
    }

    ClaimOutcome claim(UUID claimId, UUID eventId, UUID viewerId, Money amount) {
        IdempotencyKey key = IdempotencyKey.of("escrow", "buy:" + claimId, eventId, viewerId, amount.amountMinor());
        Posting posting = Posting.of(
                        TransferCode.TICKET_BUY,
                        ids.get(),
                        key,
                        "user:" + viewerId,
                        EscrowLines.buy(viewerId, eventId, amount.amountMinor()))
                .inSession(claimId);
        ClaimOutcome outcome = store.claim(claimId, eventId, viewerId, amount, clock.instant(), posting);
        if (outcome instanceof ClaimOutcome.Claimed claimed && claimed.event().state() == EscrowEvent.State.DONE) {
            settle();
        }
        return outcome;
    }

    boolean giveBack(UUID claimId, UUID viewerId) {
        return store.giveBack(claimId, viewerId, this::settlement);
    }

    void delivered(UUID eventId, long deliveredMs) {
        store.delivered(eventId, deliveredMs);
        settle();
    }

    /** An event, null if there is none. */
    public @Nullable EscrowEvent event(UUID eventId) {
        return store.find(eventId);
    }

    /** A ticket or pledge of this viewer, null if there is none. */
    public @Nullable Claim claim(UUID claimId, UUID viewerId) {
        return store.claim(claimId, viewerId);
    }

    /** A performer's shows and goals, newest first. */
    public List<EscrowEvent> ofPerformer(UUID performerId) {
        return store.ofPerformer(performerId, LIST_LIMIT);
    }

    /** A viewer's tickets and pledges, newest first. */
    public List<Claim> ofViewer(UUID viewerId) {
        return store.ofViewer(viewerId, LIST_LIMIT);
    }

    /** Cancels an event that is not decided yet: everything that was paid for it goes back. */
    public void cancel(UUID eventId) {
        store.cancel(eventId);
        settle();
    }

    /** Cancels what is past its deadline and settles what is decided; returns how many claims. Throws at its end for any it could not. */
    public int run(Instant now) {
        store.cancelOverdue(now);
        OneByOne claims = new OneByOne(LOG, "claim");
        int settled = settle(claims);
        claims.complain();
        return settled;
    }

    /** What cannot be settled now is the next run's to tell of: whoever has paid, or shown, is not in the wrong. */
    private void settle() {
        settle(new OneByOne(LOG, "claim"));
    }

    private int settle(OneByOne claims) {
        int settled = 0;
        int some;
        do {
            some = claims.next(without -> store.settleSome(CLAIMS_AT_ONCE, without, this::settlement));
            settled += some;
        } while (some == CLAIMS_AT_ONCE);
        return settled;
    }

    private Posting settlement(EscrowStore.Unsettled claim) {
        long coins = claim.amountMinor();
        List<Line> lines = claim.done()
                ? EscrowLines.done(
                        claim.eventId(),
                        claim.split().payeesOf(claim.performerId()),
                        coins,
                        claim.split().shareOf(coins))
                : EscrowLines.cancel(claim.viewerId(), claim.eventId(), coins);
        IdempotencyKey key = IdempotencyKey.of("escrow", "settle:" + claim.claimId(), claim.done(), coins);
        return Posting.of(
                        claim.done() ? TransferCode.TICKET_DONE : TransferCode.TICKET_CANCEL,
                        ids.get(),
                        key,
                        "escrow",
                        lines)
                .inSession(claim.claimId());
    }
}
