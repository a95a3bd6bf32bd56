package dev.stagedoor.signaling;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Agencies, the performers they represent, and what that brings them: the port to billing. Methods may block. */
public interface AgencyDesk {
    /** Offers and memberships of everybody, newest first. */
    List<Membership> memberships();

    /** A performer's, newest first. */
    List<Membership> ofPerformer(UUID performerId);

    /** An agency's, newest first. */
    List<Membership> ofAgency(UUID agencyId);

    /** What happened to a membership, in order; empty if there is none. */
    List<Step> history(UUID membershipId);

    /** Proposes an offer for somebody else to approve; who the two are has been looked at. */
    Proposal propose(UUID proposalId, Offer offer, String reason, UUID proposer);

    /**
     * Proposes the end of a membership, or that an offer is withdrawn.
     *
     * @param endsAt null for the moment of approval
     */
    Proposal proposeEnd(UUID proposalId, UUID membershipId, @Nullable Instant endsAt, String reason, UUID proposer);

    /** The performer's answer to an offer. */
    Outcome answer(UUID membershipId, UUID performerId, boolean accepts);

    /** The performer leaves when the notice is over. */
    Outcome giveNotice(UUID membershipId, UUID performerId);

    /** What an agency was owed in a month, by performer, most first. */
    List<Earned> earnedFor(UUID agencyId, YearMonth month);

    /** What agencies were owed for a performer's sales in a month. */
    List<Earned> earnedBy(UUID performerId, YearMonth month);

    /** The month it is where earnings are counted. */
    YearMonth thisMonth();

    /**
     * A performer's place in an agency.
     *
     * @param agencyBasisPoints of the performer's side of every sale
     * @param noticeDays after which a performer is free who wants to leave
     * @param state OFFERED, ACCEPTED, DECLINED or WITHDRAWN
     * @param earliestAt when it may begin
     * @param beginsAt null unless it was accepted
     * @param endsAt first moment without it, null while nobody ended it
     */
    record Membership(
            UUID id,
            UUID performerId,
            UUID agencyId,
            int agencyBasisPoints,
            int noticeDays,
            String state,
            Instant offeredAt,
            Instant earliestAt,
            @Nullable Instant beginsAt,
            @Nullable Instant endsAt) {}

    /**
     * @param kind OFFERED, ACCEPTED, DECLINED, WITHDRAWN, NOTICE or ENDED
     * @param personId who did it
     * @param effectiveAt from when on it counts, null for what has no such moment
     */
    record Step(
            String kind,
            UUID personId,
            Instant at,
            @Nullable Instant effectiveAt) {}

    /**
     * @param agencyBasisPoints null for what the price list says
     * @param validFrom null for the moment the performer accepts
     */
    record Offer(
            UUID performerId,
            UUID agencyId,
            @Nullable Integer agencyBasisPoints,
            int noticeDays,
            @Nullable Instant validFrom) {}

    /** What an agency was owed for one performer's sales. */
    record Earned(UUID performerId, UUID agencyId, Money amount) {}

    /** How a proposal was taken. */
    sealed interface Proposal {
        record Proposed(ApprovalDesk.Approval approval) implements Proposal {}

        /** @param words what is wrong and what to do */
        record Invalid(String words) implements Proposal {}

        record Unknown() implements Proposal {}

        /** The id was used before for something else. */
        record Conflict() implements Proposal {}

        record NoReason() implements Proposal {}
    }

    /** How a performer's word was taken. */
    sealed interface Outcome {
        record Done() implements Outcome {}

        record Unknown() implements Outcome {}

        /** @param state in which it is already */
        record Over(String state) implements Outcome {}

        /** The performer is in another agency at that time. */
        record Bound() implements Outcome {}
    }
}
