package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.ApprovalDesk;
import dev.stagedoor.signaling.PayoutDesk;
import dev.stagedoor.signaling.PayoutDesk.NewTaxRule;
import dev.stagedoor.signaling.PayoutDesk.TaxRuleTaken;
import dev.stagedoor.signaling.admin.ApprovalConsole;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tax rules in the console, and new versions of them. */
final class TaxRuleOperations implements Operations {
    private final PayoutDesk desk;
    private final ApprovalConsole approvals;

    TaxRuleOperations(PayoutDesk desk, ApprovalConsole approvals) {
        this.desk = desk;
        this.approvals = approvals;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of("adminListTaxRules", request -> Reply.ok(desk.taxRules()), "adminProposeTaxRule", this::propose);
    }

    private record Body(
            UUID proposalId,
            String preset,
            int baseVersion,
            String section,
            int rateBasisPoints,
            int noIdRateBasisPoints,
            long thresholdMinor,
            String onCross,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            String reason) {
        NewTaxRule rule() {
            return new NewTaxRule(
                    preset,
                    baseVersion,
                    section,
                    rateBasisPoints,
                    noIdRateBasisPoints,
                    thresholdMinor,
                    onCross,
                    validFrom,
                    validTo);
        }
    }

    private Reply propose(ApiRequest request) {
        Body body = request.body(Body.class);
        return switch (desk.proposeTaxRule(body.proposalId(), body.rule(), body.reason(), request.userId())) {
            case TaxRuleTaken.Proposed(ApprovalDesk.Approval approval) -> Reply.created(approvals.named(approval));
            case TaxRuleTaken.Refused(String why) ->
                Reply.refused(422, "TAX_RULE_REFUSED", "This version cannot be: " + why + ".");
            case TaxRuleTaken.Outdated(int newest) ->
                Reply.refused(
                        409,
                        "TAX_RULE_OUTDATED",
                        "Version " + newest + " was made since. Load the rules again and start from that one.");
            case TaxRuleTaken.Conflict() ->
                Reply.refused(409, "IDEMPOTENCY_CONFLICT", "This id was used before for another change.");
        };
    }
}
