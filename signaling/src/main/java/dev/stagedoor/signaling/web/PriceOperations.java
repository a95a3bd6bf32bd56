package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.ApprovalDesk;
import dev.stagedoor.signaling.PriceDesk.Draft;
import dev.stagedoor.signaling.PriceDesk.Fault;
import dev.stagedoor.signaling.PriceDesk.Net;
import dev.stagedoor.signaling.PriceDesk.Outcome;
import dev.stagedoor.signaling.admin.ApprovalConsole;
import dev.stagedoor.signaling.admin.PriceConsole;
import java.util.List;
import java.util.Map;

/** Price lists: what is in force, what a draft would mean, proposing one. */
final class PriceOperations implements Operations {
    private final PriceConsole prices;
    private final ApprovalConsole approvals;

    PriceOperations(PriceConsole prices, ApprovalConsole approvals) {
        this.prices = prices;
        this.approvals = approvals;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "adminListPrices", request -> Reply.ok(new Views.Items<>(prices.versions())),
                "adminPreviewPrices",
                        request -> Reply.ok(prices.desk()
                                .preview(request.body(PreviewBody.class).prices())),
                "adminProposePrices", this::propose);
    }

    private record PreviewBody(Map<String, Object> prices) {}

    private Reply propose(ApiRequest request) {
        return switch (prices.desk().propose(request.body(Draft.class), request.userId())) {
            case Outcome.Proposed(ApprovalDesk.Approval approval) -> Reply.created(approvals.named(approval));
            case Outcome.Invalid(List<Fault> faults) ->
                Reply.refused(
                        422,
                        "INVALID_PRICES",
                        "This price list cannot be used; correct what errors points at.",
                        faults.stream()
                                .map(fault -> new Reply.Fault("#/prices" + fault.pointer(), fault.detail()))
                                .toList());
            case Outcome.BelowMargin(List<Net> tooLow) ->
                Reply.refused(
                        409,
                        "BELOW_MARGIN",
                        tooLow.size()
                                + " ways to buy coins bring less than the performer's share and the margin. Raise prices, or"
                                + " give an overrideReason.");
            case Outcome.Outdated(long newest) ->
                Reply.refused(
                        409,
                        "PRICES_OUTDATED",
                        "Version " + newest + " was published since. Look at it and make your change there.");
            case Outcome.Past() ->
                Reply.refused(
                        422,
                        "TOO_LATE",
                        "Choose a time to come, or none: then the list holds from the moment of its approval.");
            case Outcome.Conflict() ->
                Reply.refused(409, "IDEMPOTENCY_CONFLICT", "This id was used before for another change.");
            case Outcome.NoReason() ->
                Reply.refused(422, "NO_REASON", "Give a reason of at least three characters; it is kept for auditors.");
        };
    }
}
