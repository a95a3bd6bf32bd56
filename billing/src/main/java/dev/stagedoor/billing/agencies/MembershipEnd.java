package dev.stagedoor.billing.agencies;

import java.util.UUID;

/**
 * The end of a performer's place in an agency, as two people sign it. An offer that nobody answered yet is withdrawn by it.
 *
 * @param endsAt RFC 3339, first moment without it; empty for the moment of approval
 */
public record MembershipEnd(UUID membershipId, String endsAt) {
    /** Kind of the proposal. */
    public static final String KIND = "AGENCY_MEMBERSHIP_END";
}
