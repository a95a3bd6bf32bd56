package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.ApprovalDesk;
import dev.stagedoor.signaling.ApprovalDesk.Outcome;
import dev.stagedoor.signaling.ApprovalDesk.Verdict;
import dev.stagedoor.signaling.admin.ApprovalConsole;
import dev.stagedoor.signaling.admin.NamedApproval;
import java.util.Map;

/** Deciding on what others proposed. */
final class ApprovalOperations implements Operations {
    private final ApprovalConsole console;
    private final FactorGate gate;

    ApprovalOperations(ApprovalConsole console, FactorGate gate) {
        this.console = console;
        this.gate = gate;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "adminListApprovals",
                request -> Reply.ok(console.page(request.query("state"), request.cursor(), request.limit())),
                "adminGetApproval",
                this::get,
                "adminDecideApproval",
                this::decide);
    }

    private record DecisionBody(Verdict verdict, String reason) {}

    private Reply get(ApiRequest request) {
        NamedApproval approval = console.find(request.pathId("approvalId"));
        return approval == null ? notFound() : Reply.ok(approval);
    }

    private Reply decide(ApiRequest request) {
        DecisionBody body = request.body(DecisionBody.class);
        Reply refusal = body.verdict() == Verdict.APPROVE ? gate.refusal(request) : null;
        if (refusal != null) {
            return refusal;
        }
        return switch (console.desk()
                .decide(request.pathId("approvalId"), body.verdict(), request.userId(), body.reason())) {
            case Outcome.Decided(ApprovalDesk.Approval approval) -> Reply.ok(console.named(approval));
            case Outcome.NotFound() -> notFound();
            case Outcome.SamePerson() ->
                Reply.refused(
                        409,
                        "SAME_PERSON",
                        "You proposed this yourself. Ask another person with the finance role to decide, or withdraw it.");
            case Outcome.OwnCase() -> Reply.ownCase();
            case Outcome.NotTheProposer() ->
                Reply.refused(
                        409, "NOT_THE_PROPOSER", "Only who proposed this can withdraw it. You can reject it instead.");
            case Outcome.Over(String state) ->
                Reply.refused(
                        409, "APPROVAL_OVER", "This proposal is " + state + " already. Propose the change again.");
            case Outcome.Inapplicable(String reason) ->
                Reply.refused(409, "NOT_APPLICABLE", "The change cannot be made now: " + reason);
            case Outcome.NoReason() ->
                Reply.refused(422, "NO_REASON", "Give a reason of at least three characters; it is kept for auditors.");
        };
    }

    private static Reply notFound() {
        return Reply.notFound("There is no such proposal.");
    }
}
