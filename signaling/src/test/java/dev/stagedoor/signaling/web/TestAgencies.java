package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.AgencyDesk;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A desk that keeps offers and says yes to every answer, unless the test wants something else. */
final class TestAgencies implements AgencyDesk {
    private final List<Membership> kept = new ArrayList<>();
    volatile Proposal proposal = new Proposal.NoReason();
    volatile @Nullable Outcome next;
    volatile @Nullable String asked;

    /** An offer that waits for the performer's answer. */
    UUID offer(UUID performer, UUID agency) {
        UUID id = UUID.randomUUID();
        kept.add(new Membership(id, performer, agency, 2_500, 30, "OFFERED", Instant.EPOCH, Instant.EPOCH, null, null));
        return id;
    }

    @Override
    public List<Membership> memberships() {
        return List.copyOf(kept);
    }

    @Override
    public List<Membership> ofPerformer(UUID performerId) {
        return kept.stream()
                .filter(each -> each.performerId().equals(performerId))
                .toList();
    }

    @Override
    public List<Membership> ofAgency(UUID agencyId) {
        return kept.stream().filter(each -> each.agencyId().equals(agencyId)).toList();
    }

    @Override
    public List<Step> history(UUID membershipId) {
        return kept.stream()
                .filter(each -> each.id().equals(membershipId))
                .map(each -> new Step("OFFERED", each.agencyId(), Instant.EPOCH, null))
                .toList();
    }

    @Override
    public Proposal propose(UUID proposalId, Offer offer, String reason, UUID proposer) {
        asked = offer + " by " + proposer + ": " + reason;
        return proposal;
    }

    @Override
    public Proposal proposeEnd(
            UUID proposalId, UUID membershipId, @Nullable Instant endsAt, String reason, UUID proposer) {
        asked = membershipId + " at " + endsAt + " by " + proposer + ": " + reason;
        return proposal;
    }

    @Override
    public Outcome answer(UUID membershipId, UUID performerId, boolean accepts) {
        asked = (accepts ? "accept " : "decline ") + membershipId;
        return outcome(membershipId, performerId);
    }

    @Override
    public Outcome giveNotice(UUID membershipId, UUID performerId) {
        asked = "leave " + membershipId;
        return outcome(membershipId, performerId);
    }

    private Outcome outcome(UUID membershipId, UUID performerId) {
        Outcome wanted = next;
        if (wanted != null) {
            return wanted;
        }
        return ofPerformer(performerId).stream().anyMatch(each -> each.id().equals(membershipId))
                ? new Outcome.Done()
                : new Outcome.Unknown();
    }

    @Override
    public List<Earned> earnedFor(UUID agencyId, YearMonth month) {
        asked = "earned in " + month;
        return ofAgency(agencyId).stream()
                .map(each -> new Earned(each.performerId(), agencyId, TestPayouts.inr(1_440)))
                .toList();
    }

    @Override
    public List<Earned> earnedBy(UUID performerId, YearMonth month) {
        asked = "earned in " + month;
        return ofPerformer(performerId).stream()
                .map(each -> new Earned(performerId, each.agencyId(), TestPayouts.inr(1_440)))
                .toList();
    }

    @Override
    public YearMonth thisMonth() {
        return YearMonth.of(2026, 3);
    }
}
