package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.ApprovalDesk;
import dev.stagedoor.signaling.PayoutDesk;
import dev.stagedoor.signaling.PayoutDesk.Settling;
import dev.stagedoor.signaling.admin.ApprovalConsole;
import java.util.Map;
import java.util.UUID;

/** The console's word on payouts that their provider does not say clearly. */
final class SettlementOperations implements Operations {
    private final PayoutDesk desk;
    private final ApprovalConsole approvals;

    SettlementOperations(PayoutDesk desk, ApprovalConsole approvals) {
        this.desk = desk;
        this.approvals = approvals;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of("adminProposeSettlement", this::propose);
    }

    private record SettlementBody(UUID proposalId, boolean paid, String reason) {}

    private Reply propose(ApiRequest request) {
        SettlementBody body = request.body(SettlementBody.class);
        Settling settling = desk.proposeSettlement(
                body.proposalId(), request.pathId("payoutId"), body.paid(), body.reason(), request.userId());
        return switch (settling) {
            case Settling.Proposed(ApprovalDesk.Approval approval) -> Reply.created(approvals.named(approval));
            case Settling.Missing() -> Reply.notFound("There is no such payout.");
            case Settling.NotOpen(String state) ->
                Reply.refused(
                        409,
                        "PAYOUT_TOO_FAR",
                        "This payout is " + state + ", and that cannot be said of it. Load it again.");
            case Settling.ByBankFile() ->
                Reply.refused(
                        409,
                        "BY_BANK_FILE",
                        "This payout went to the bank in a file: say on it what the bank did with it.");
            case Settling.Conflict() ->
                Reply.refused(409, "IDEMPOTENCY_CONFLICT", "This id was used before for another change.");
        };
    }
}
