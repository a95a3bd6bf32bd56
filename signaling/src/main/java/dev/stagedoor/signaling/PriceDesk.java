package dev.stagedoor.signaling;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Price lists. The shape of a list is the contract's {@code PriceList}; here it is a value. Filled by billing; blocks. */
public interface PriceDesk {
    /** Between what a performer may choose their rates now. */
    RateBounds rateBounds(UUID performerId);

    /** @param tier the performer's, as the price list in force names it */
    record RateBounds(String tier, RateRange audio, RateRange video) {}

    /** Whole coins a minute; both may be chosen. */
    record RateRange(Money minimum, Money maximum) {
        /** Whether a rate lies between them. */
        public boolean contains(Money rate) {
            return rate.amountMinor() >= minimum.amountMinor() && rate.amountMinor() <= maximum.amountMinor();
        }
    }

    /**
     * A list that is, was or will be in force, or never was because a newer one began before it did.
     *
     * @param version 0 for the one that the installation began with
     * @param state {@code IN_FORCE}, {@code UPCOMING}, {@code PAST} or {@code REPLACED}
     * @param nets what its coins earn
     * @param publication null for version 0
     */
    record Version(
            long version,
            Object prices,
            Instant validFrom,
            String state,
            List<Net> nets,
            @Nullable Publication publication) {}

    /** @param overrideReason empty unless some of it earns too little */
    record Publication(
            UUID approvalId,
            UUID proposedBy,
            UUID approvedBy,
            Instant publishedAt,
            String reason,
            String overrideReason) {}

    /**
     * What is left of a coin sold in one way, in thousandths of the currency's minor unit.
     *
     * @param planId null without a plan
     * @param allowance whether it is a coin that the plan gives for its free minutes, to be covered by the plan's price
     */
    record Net(
            String packageId,
            @Nullable String planId,
            String channel,
            boolean allowance,
            long netMilli,
            long requiredMilli,
            boolean enough) {}

    /** @param pointer JSON pointer into the list */
    record Fault(String pointer, String detail) {}

    /** What a draft would mean; {@code nets} is empty while there are faults. */
    record Preview(List<Fault> faults, List<Net> nets) {}

    /**
     * A list to be published.
     *
     * @param id made by the client, so that a repeat counts once
     * @param baseVersion the newest version when it was begun
     * @param validFrom null for the moment of approval
     */
    record Draft(
            UUID id,
            long baseVersion,
            Map<String, Object> prices,
            @Nullable Instant validFrom,
            String reason,
            @Nullable String overrideReason) {}

    /** How a proposal was taken. */
    sealed interface Outcome {
        /** It waits for a second person. */
        record Proposed(ApprovalDesk.Approval approval) implements Outcome {}

        record Invalid(List<Fault> faults) implements Outcome {}

        /** Some of it earns too little, and no reason says that it is meant. */
        record BelowMargin(List<Net> tooLow) implements Outcome {}

        /** @param newest was published since the draft was begun */
        record Outdated(long newest) implements Outcome {}

        /** It was to hold from a moment that is over. */
        record Past() implements Outcome {}

        record Conflict() implements Outcome {}

        record NoReason() implements Outcome {}
    }

    /** All lists, newest version first. */
    List<Version> versions();

    /** What a draft would mean. */
    Preview preview(Map<String, Object> prices);

    /** Proposes a list. */
    Outcome propose(Draft draft, UUID person);
}
