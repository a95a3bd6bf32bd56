package dev.stagedoor.billing.disputes;

import dev.stagedoor.billing.approval.Concerned;
import dev.stagedoor.billing.approval.Matter;
import dev.stagedoor.billing.ledger.Page;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Refunds, complaints and chargebacks. Everything may be repeated: an id counts once. */
public final class Disputes {
    /** The longest page anybody gets. */
    public static final int PAGE_LIMIT = 200;

    /** Enough for a word, too much for a keystroke. */
    private static final int REASON_LENGTH_MINIMUM = 3;

    private final DisputeStore store;
    private final Concerned concerned;
    private final Supplier<DisputeTerms> terms;
    private final InstantSource clock;

    /** @param concerned who decides on none of it */
    public Disputes(DisputeStore store, Concerned concerned, Supplier<DisputeTerms> terms, InstantSource clock) {
        this.store = store;
        this.concerned = concerned;
        this.terms = terms;
        this.clock = clock;
    }

    /** A buyer asks for the unused coins of an order to be taken back; {@code id} is made by the client. */
    public ClaimOutcome requestRefund(UUID id, UUID userId, UUID orderId, String reason) {
        return isReason(reason)
                ? store.requestRefund(id, userId, orderId, reason.strip(), terms.get(), clock.instant())
                : new ClaimOutcome.NoReason();
    }

    /** Until when money may be asked back that was paid then. */
    public Instant refundableUntil(Instant paidAt) {
        return paidAt.plus(terms.get().refundWindow());
    }

    /** Grants a refund. */
    public ClaimOutcome refund(UUID id, UUID decider, String reason) {
        return decided(
                new Matter.Refund(id),
                decider,
                reason,
                () -> store.refund(id, decider, reason.strip(), clock.instant()));
    }

    /** Turns a refund down. */
    public ClaimOutcome rejectRefund(UUID id, UUID decider, String reason) {
        return decided(
                new Matter.Refund(id),
                decider,
                reason,
                () -> store.rejectRefund(id, decider, reason.strip(), clock.instant()));
    }

    /** A viewer complains about a call; {@code id} is made by the client. */
    public ClaimOutcome openDispute(UUID id, UUID userId, UUID callId, String reason) {
        return isReason(reason)
                ? store.openDispute(id, userId, callId, reason.strip(), terms.get(), clock.instant())
                : new ClaimOutcome.NoReason();
    }

    /** Whether this viewer complained about this call; null unless it is settled, theirs, and was charged for. */
    public @Nullable ComplaintStanding complaint(UUID userId, UUID callId) {
        return store.complaint(userId, callId, terms.get());
    }

    /** What this performer lost of this call by a complaint; null unless it is settled and theirs. */
    public @Nullable TakenBack takenBack(UUID performerId, UUID callId) {
        return store.takenBack(performerId, callId);
    }

    /**
     * Gives coins of a call back.
     *
     * @param coins in thousandths; null for all that the call cost
     * @param performerBearsBasisPoints null for what the terms say
     */
    public ClaimOutcome refundCall(
            UUID id, @Nullable Long coins, @Nullable Integer performerBearsBasisPoints, UUID decider, String reason) {
        int borne =
                performerBearsBasisPoints == null ? terms.get().performerBearsBasisPoints() : performerBearsBasisPoints;
        if ((coins != null && coins <= 0) || borne < 0 || borne > 10_000) {
            return new ClaimOutcome.NothingLeft();
        }
        return decided(
                new Matter.Complaint(id),
                decider,
                reason,
                () -> store.refundCall(id, coins, borne, decider, reason.strip(), clock.instant()));
    }

    /** Turns a complaint down. */
    public ClaimOutcome rejectDispute(UUID id, UUID decider, String reason) {
        return decided(
                new Matter.Complaint(id),
                decider,
                reason,
                () -> store.rejectDispute(id, decider, reason.strip(), clock.instant()));
    }

    private ClaimOutcome decided(Matter matter, UUID decider, String reason, Supplier<ClaimOutcome> decision) {
        if (!isReason(reason)) {
            return new ClaimOutcome.NoReason();
        }
        return concerned.includes(decider, matter) ? new ClaimOutcome.OwnCase() : decision.get();
    }

    /** Requests newest first, of one state or all, of one user or everybody. */
    public Page<RefundRequest> refunds(
            @Nullable ClaimState state, @Nullable UUID userId, @Nullable String cursor, int limit) {
        return store.refunds(state, userId, cursor, Math.clamp(limit, 1, PAGE_LIMIT));
    }

    /** Complaints newest first, of one state or all. */
    public Page<CallDispute> disputes(@Nullable ClaimState state, @Nullable String cursor, int limit) {
        return store.disputes(state, cursor, Math.clamp(limit, 1, PAGE_LIMIT));
    }

    /** Chargebacks newest first. */
    public Page<Chargeback> chargebacks(@Nullable String cursor, int limit) {
        return store.chargebacks(cursor, Math.clamp(limit, 1, PAGE_LIMIT));
    }

    /** Receipt, heartbeats, captures and complaints of a call as one JSON document; null if there is no such call. */
    public @Nullable String evidenceOfCall(UUID callId) {
        return store.evidenceOfCall(callId);
    }

    /** An order, its provider's events, its coins and where they went as one JSON document; null if there is none. */
    public @Nullable String evidenceOfOrder(UUID orderId) {
        return store.evidenceOfOrder(orderId);
    }

    private static boolean isReason(String reason) {
        return reason.strip().length() >= REASON_LENGTH_MINIMUM;
    }
}
