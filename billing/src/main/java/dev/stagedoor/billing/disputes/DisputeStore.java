package dev.stagedoor.billing.disputes;

import dev.stagedoor.billing.ledger.Page;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where claims are kept and carried out. Every method is one transaction. */
public interface DisputeStore {
    /** Keeps a request for a refund of this user's order. */
    ClaimOutcome requestRefund(UUID id, UUID userId, UUID orderId, String reason, DisputeTerms terms, Instant now);

    /** Gives back what is not used of the order, at the moment of the decision. */
    ClaimOutcome refund(UUID id, UUID decider, String reason, Instant now);

    /** Turns a refund down. */
    ClaimOutcome rejectRefund(UUID id, UUID decider, String reason, Instant now);

    /** Keeps a complaint about this user's call. */
    ClaimOutcome openDispute(UUID id, UUID userId, UUID callId, String reason, DisputeTerms terms, Instant now);

    /** Whether this user complained about this call; null unless it is settled, theirs, and was charged for. */
    @Nullable
    ComplaintStanding complaint(UUID userId, UUID callId, DisputeTerms terms);

    /** What this performer lost of this call by a complaint; null unless it is settled and theirs. */
    @Nullable
    TakenBack takenBack(UUID performerId, UUID callId);

    /**
     * Gives coins of a call back.
     *
     * @param coins in thousandths, not more than the call cost; null for all of it
     * @param performerBearsBasisPoints of the share that these coins earned
     */
    ClaimOutcome refundCall(
            UUID id, @Nullable Long coins, int performerBearsBasisPoints, UUID decider, String reason, Instant now);

    /** Turns a complaint down. */
    ClaimOutcome rejectDispute(UUID id, UUID decider, String reason, Instant now);

    /** Requests newest first; {@code state} null for all, {@code userId} null for everybody's. */
    Page<RefundRequest> refunds(@Nullable ClaimState state, @Nullable UUID userId, @Nullable String cursor, int limit);

    /** Complaints newest first; {@code state} null for all. */
    Page<CallDispute> disputes(@Nullable ClaimState state, @Nullable String cursor, int limit);

    /** Chargebacks newest first. */
    Page<Chargeback> chargebacks(@Nullable String cursor, int limit);

    /** All that is known of a call, as JSON; null if there is none. */
    @Nullable
    String evidenceOfCall(UUID callId);

    /** All that is known of an order, as JSON; null if there is none. */
    @Nullable
    String evidenceOfOrder(UUID orderId);
}
