package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SpendRefusal;
import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.pricing.PeakWindow;
import dev.stagedoor.billing.pricing.SessionTerms;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where sessions are kept. Every method is one transaction; {@link
 * dev.stagedoor.billing.ledger.LedgerUnavailableException} leaves open whether it took effect.
 */
public interface SessionStore {
    /** The version of a plan with exactly these terms; made when they are new. */
    long planVersion(SessionTerms terms, List<PeakWindow> peakWindows, SplitTerms split);

    /** Keeps a quote. */
    void saveQuote(QuotedCall quote);

    /** A quote that was kept, null if there is none. */
    @Nullable
    QuotedCall findQuote(UUID quoteId);

    /** Those of the viewer's free coins that limits of the viewer's own let be spent. */
    long spendableWithinLimits(UUID viewerId);

    /** Opens a session and posts its first hold. */
    HoldAttempt hold(UUID callId, QuotedCall quote, Posting posting);

    /** Whether the viewer has looked on at that show before. */
    boolean hasLookedOn(UUID viewerId, UUID showId);

    /** Open sessions of a show, whoever meters them. */
    List<UUID> openSessionsOf(UUID showId);

    /** Open sessions of this node whose show is over. */
    List<UUID> leftByTheirShow(UUID nodeId);

    /** A session, null if there is none. */
    @Nullable
    SessionSnapshot find(UUID callId);

    /** Lets the clock run, if it does not already and this node still owns the session. */
    void start(SessionSnapshot session);

    /** Takes a step. What the viewer's own limits do not let be held counts as not there. */
    Advance.Outcome advance(Advance advance);

    /** Ends a session: one winner, receipt included. */
    Settlement.Outcome settle(Settlement settlement);

    /** The receipt of a settled session, null if it is not settled. */
    @Nullable
    Receipt receipt(UUID callId);

    /** Makes delivered time durable. Returns the sessions that took it; the others are over or somebody else's. */
    Set<UUID> beat(UUID nodeId, List<Beat> beats);

    /** Says that a node lives for that much longer. */
    void renewLease(UUID nodeId, long leaseMs);

    /** Says that a node is gone. */
    void endLease(UUID nodeId);

    /**
     * Claims one open session of a node whose lease has run out (or of any other node, if {@code exclusive}), raises its
     * epoch and settles it, in one transaction. Null if there is none. Throws {@link
     * dev.stagedoor.billing.ledger.StuckException} for one that cannot be settled.
     *
     * @param without these
     */
    @Nullable
    Receipt recoverOne(UUID nodeId, boolean exclusive, Set<UUID> without, Function<SessionSnapshot, Settlement> settle);

    /** Holds of this node that have not started for longer than their terms allow. */
    List<UUID> abandonedHolds(UUID nodeId);

    /** Forgets quotes that expired a day ago. */
    void forgetOldQuotes();

    /** Delivered time of a session under the epoch it was seen in. */
    record Beat(UUID callId, long billableMs, long leaseEpoch) {}

    /** How opening a session ended. */
    sealed interface HoldAttempt {
        /** Open, now or before, with that many coins held. */
        record Held(long amountMinor) implements HoldAttempt {}

        record InsufficientFunds(long spendableMinor) implements HoldAttempt {}

        /** The viewer does not allow themselves that. */
        record Limited(SpendRefusal why) implements HoldAttempt {}

        /** The quote was used for another call. */
        record QuoteUsed() implements HoldAttempt {}

        record Busy() implements HoldAttempt {}

        /** The show it is for does not run. */
        record ShowOver() implements HoldAttempt {}
    }
}
