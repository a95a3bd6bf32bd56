package dev.stagedoor.signaling;

import dev.stagedoor.signaling.WalletCare.ClaimOutcome;
import dev.stagedoor.signaling.WalletService.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the console does about money that is to go back, and about codes that give coins. Methods may block. */
public interface ClaimDesk {
    /** Requests for refunds, newest first; {@code state} OPEN, REFUNDED, REJECTED or null for all. */
    Page<Refund> refunds(@Nullable String state, @Nullable String cursor, int limit);

    /** Grants a refund, or turns it down. */
    ClaimOutcome decideRefund(UUID id, boolean grant, UUID decider, String reason);

    /** Complaints about calls, newest first. */
    Page<Dispute> disputes(@Nullable String state, @Nullable String cursor, int limit);

    /** Gives coins of a call back, or turns the complaint down. */
    ClaimOutcome decideDispute(UUID id, DisputeRuling ruling, UUID decider);

    /** What banks took back, newest first. */
    Page<Chargeback> chargebacks(@Nullable String cursor, int limit);

    /** Answers a bank in a case; {@code id} is made by the client. */
    AnswerOutcome answer(UUID id, UUID chargebackId, UUID person, String statement);

    /** All that is known of a call as one JSON document, null if there is none. */
    @Nullable
    String evidenceOfCall(UUID callId);

    /** All that is known of an order as one JSON document, null if there is none. */
    @Nullable
    String evidenceOfOrder(UUID orderId);

    /** Codes that give coins, newest first. */
    List<Code> codes();

    /** What a person may still promise by codes today without a second. */
    Money codesLeftAlone(UUID person);

    /**
     * Makes a code, or proposes it to somebody else if it promises more than its creator may alone. Throws
     * {@link IllegalArgumentException} for nonsense.
     *
     * @param reason empty if none was given; needed only for a proposal
     */
    CodeOutcome createCode(UUID proposalId, NewCode code, String reason, UUID creator);

    /** Switches a code on or off; false if there is none. */
    boolean activateCode(String code, boolean active);

    /** Proposes a correction of the books for somebody else to approve; false if the id was used for another. */
    boolean proposeAdjustment(UUID id, List<AdjustmentLine> entries, String reason, UUID proposer);

    /**
     * @param coins to be given back in thousandths; null for all that the call cost
     * @param performerBearsBasisPoints of the share these coins earned; null for the usual
     */
    record DisputeRuling(
            boolean grant, @Nullable Long coins, @Nullable Integer performerBearsBasisPoints, String reason) {}

    /**
     * @param returned what went back, zero until it is granted
     * @param atProvider NONE, TO_SEND, SENT, DONE, FAILED or BY_HAND
     */
    record Refund(
            UUID id,
            UUID orderId,
            UUID userId,
            String reason,
            String state,
            Instant requestedAt,
            Money price,
            Money returned,
            Money coins,
            @Nullable String decisionReason,
            String provider,
            String atProvider) {}

    /** @param borne by those who earned by the call */
    record Dispute(
            UUID id,
            UUID callId,
            UUID userId,
            UUID performerId,
            String reason,
            String state,
            Instant openedAt,
            Money charged,
            Money returned,
            Money borne,
            @Nullable String decisionReason) {}

    /**
     * @param stage OPENED, WON or LOST
     * @param respondBy until when the bank listens, null if it does not or nobody said
     * @param underReview whether it has an answer, whoever sent it
     * @param answerable whether one can be sent from here
     * @param answersAt the provider's page on which people answer, null if there is none
     */
    record Chargeback(
            UUID id,
            String provider,
            String reference,
            UUID orderId,
            UUID userId,
            String stage,
            Money disputed,
            Money fee,
            Money coins,
            Money clawed,
            Money debt,
            Money loss,
            Instant openedAt,
            @Nullable Instant respondBy,
            boolean underReview,
            boolean answerable,
            @Nullable String answersAt,
            @Nullable CaseAnswer answer) {}

    /**
     * @param state TO_SEND, SENT or BY_HAND
     * @param text what is sent
     * @param said by the provider when it did not take it
     */
    record CaseAnswer(
            UUID id,
            String state,
            String text,
            String said,
            Instant madeAt,
            @Nullable Instant sentAt) {}

    /** How an answer was taken. */
    sealed interface AnswerOutcome {
        /** It will be sent. */
        record Kept() implements AnswerOutcome {}

        /** There is no such case. */
        record NotFound() implements AnswerOutcome {}

        /** Who has taken the payment back does not answer for the house. */
        record OwnCase() implements AnswerOutcome {}

        /** The case has one, or is decided. */
        record Over() implements AnswerOutcome {}

        /** The time for it has passed. */
        record TooLate() implements AnswerOutcome {}

        /**
         * The provider takes none from here.
         *
         * @param where people answer; empty if that is not known
         */
        record ByHand(String where) implements AnswerOutcome {}

        /** It is too short, or too long. */
        record NoStatement() implements AnswerOutcome {}
    }

    /** A code that is to be kept. */
    record NewCode(
            String code, Money coins, Instant validFrom, Instant validUntil, int maximumTotal, int maximumPerUser) {}

    /** How a new code was taken. */
    sealed interface CodeOutcome {
        record Made() implements CodeOutcome {}

        /** Somebody else has to approve it. */
        record Proposed(ApprovalDesk.Approval approval) implements CodeOutcome {}

        /** There is a code of that name. */
        record Exists() implements CodeOutcome {}

        /** The id was used before for something else. */
        record Conflict() implements CodeOutcome {}

        /** It needs somebody else's approval, and for that a reason. */
        record NoReason() implements CodeOutcome {}
    }

    /** @param redeemed so far */
    record Code(
            String code,
            Money coins,
            Instant validFrom,
            Instant validUntil,
            int maximumTotal,
            int maximumPerUser,
            int redeemed,
            boolean active) {}

    /**
     * @param kind of the account, for example {@code platform.psp_fees}
     * @param owner null for the house
     * @param qualifier provider or tax section, null if the kind has none
     * @param amount credit positive
     */
    record AdjustmentLine(
            String kind, @Nullable UUID owner, @Nullable String qualifier, Money amount) {}
}
