package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.AgencyDesk;
import dev.stagedoor.signaling.AgencyDesk.Offer;
import dev.stagedoor.signaling.AgencyDesk.Proposal;
import dev.stagedoor.signaling.AgencyDesk.Step;
import dev.stagedoor.signaling.ApprovalDesk;
import dev.stagedoor.signaling.admin.ApprovalConsole;
import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.identity.AccountStore;
import dev.stagedoor.signaling.identity.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The console's agencies: who is represented by whom, proposing an offer or an end. */
final class AgencyAdminOperations implements Operations {
    private static final int MOST_MATCHES = 8;

    private final AgencyDesk desk;
    private final AccountStore people;
    private final ApprovalConsole approvals;
    private final AgencyViews views;

    AgencyAdminOperations(AgencyDesk desk, AccountStore people, ApprovalConsole approvals) {
        this.desk = desk;
        this.people = people;
        this.approvals = approvals;
        this.views = new AgencyViews(people);
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "adminListMemberships", _ -> Reply.ok(new Views.Items<>(views.named(desk.memberships()))),
                "adminGetMembershipHistory", this::history,
                "adminProposeMembership", this::propose,
                "adminProposeMembershipEnd", this::proposeEnd,
                "adminFindPeople", this::people);
    }

    /** Enough to tell namesakes apart, and nothing more of anybody. */
    private record Person(UUID id, String displayName, Instant createdAt) {}

    private Reply people(ApiRequest request) {
        String name = Objects.requireNonNullElse(request.query("query"), "").strip();
        Role role = Role.valueOf(Objects.requireNonNullElse(request.query("role"), Role.PERFORMER.name()));
        List<Account> found = name.isEmpty() ? List.of() : people.named(name, role, MOST_MATCHES);
        return Reply.ok(new Views.Items<>(found.stream()
                .map(account -> new Person(account.id(), account.displayName(), account.createdAt()))
                .toList()));
    }

    private record OfferBody(
            UUID proposalId,
            UUID performerId,
            UUID agencyId,
            @Nullable Integer agencyBasisPoints,
            int noticeDays,
            @Nullable Instant validFrom,
            String reason) {}

    private record EndBody(UUID proposalId, @Nullable Instant endsAt, String reason) {}

    private Reply history(ApiRequest request) {
        List<Step> steps = desk.history(request.pathId("membershipId"));
        return steps.isEmpty() ? notFound() : Reply.ok(new Views.Items<>(views.namedSteps(steps)));
    }

    private Reply propose(ApiRequest request) {
        OfferBody body = request.body(OfferBody.class);
        if (!hasRole(body.performerId(), Role.PERFORMER)) {
            return invalid("The performer named is not a performer's account.");
        }
        if (!hasRole(body.agencyId(), Role.AGENCY)) {
            return invalid("The agency named is not an agency's account. An agency signs up as one first.");
        }
        Offer offer = new Offer(
                body.performerId(), body.agencyId(), body.agencyBasisPoints(), body.noticeDays(), body.validFrom());
        return reply(desk.propose(body.proposalId(), offer, body.reason(), request.userId()));
    }

    private boolean hasRole(UUID accountId, Role role) {
        Account account = people.find(accountId);
        return account != null && account.roles().contains(role);
    }

    private Reply proposeEnd(ApiRequest request) {
        EndBody body = request.body(EndBody.class);
        return reply(desk.proposeEnd(
                body.proposalId(), request.pathId("membershipId"), body.endsAt(), body.reason(), request.userId()));
    }

    private Reply reply(Proposal proposal) {
        return switch (proposal) {
            case Proposal.Proposed(ApprovalDesk.Approval approval) -> Reply.created(approvals.named(approval));
            case Proposal.Invalid(String words) -> invalid(words);
            case Proposal.Unknown() -> notFound();
            case Proposal.Conflict() ->
                Reply.refused(409, "IDEMPOTENCY_CONFLICT", "This id was used before for another change.");
            case Proposal.NoReason() ->
                Reply.refused(422, "NO_REASON", "Give a reason of at least three characters; it is kept for auditors.");
        };
    }

    private static Reply invalid(String words) {
        return Reply.refused(422, "INVALID_MEMBERSHIP", words);
    }

    private static Reply notFound() {
        return Reply.notFound("There is no such membership.");
    }
}
