package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.ApprovalDesk;
import dev.stagedoor.signaling.ClaimDesk;
import dev.stagedoor.signaling.ClaimDesk.AdjustmentLine;
import dev.stagedoor.signaling.ClaimDesk.CodeOutcome;
import dev.stagedoor.signaling.ClaimDesk.DisputeRuling;
import dev.stagedoor.signaling.ClaimDesk.NewCode;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.admin.ApprovalConsole;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The console's refunds, complaints, chargebacks, corrections and codes. */
final class ClaimOperations implements Operations {
    private final ClaimDesk desk;
    private final ApprovalConsole approvals;
    private final FactorGate gate;

    ClaimOperations(ClaimDesk desk, ApprovalConsole approvals, FactorGate gate) {
        this.desk = desk;
        this.approvals = approvals;
        this.gate = gate;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.ofEntries(
                Map.entry(
                        "adminListRefunds",
                        request -> Reply.ok(desk.refunds(request.query("state"), request.cursor(), request.limit()))),
                Map.entry("adminDecideRefund", this::decideRefund),
                Map.entry(
                        "adminListDisputes",
                        request -> Reply.ok(desk.disputes(request.query("state"), request.cursor(), request.limit()))),
                Map.entry("adminDecideDispute", this::decideDispute),
                Map.entry(
                        "adminListChargebacks",
                        request -> Reply.ok(desk.chargebacks(request.cursor(), request.limit()))),
                Map.entry("adminAnswerChargeback", this::answer),
                Map.entry(
                        "adminCallEvidence",
                        request -> evidence(
                                desk.evidenceOfCall(request.pathId("callId")), "call", request.pathText("callId"))),
                Map.entry(
                        "adminOrderEvidence",
                        request -> evidence(
                                desk.evidenceOfOrder(request.pathId("orderId")), "order", request.pathText("orderId"))),
                Map.entry("adminListCodes", request -> Reply.ok(codes(request))),
                Map.entry("adminCreateCode", this::createCode),
                Map.entry("adminActivateCode", this::activateCode),
                Map.entry("adminProposeAdjustment", this::proposeAdjustment));
    }

    private record DecisionBody(boolean grant, String reason) {}

    private record StatementBody(UUID answerId, String statement) {}

    private record DisputeBody(
            boolean grant,
            @Nullable Long coinsMinor,
            @Nullable Integer performerBearsBasisPoints,
            String reason) {}

    /** @param leftAlone what the asker may still promise today without a second person */
    private record CodeList(List<ClaimDesk.Code> items, Money leftAlone) {}

    private record CodeBody(
            UUID proposalId,
            @Nullable String reason,
            String code,
            long coinsMinor,
            Instant validFrom,
            Instant validUntil,
            int maximumTotal,
            int maximumPerUser) {}

    private record ActivationBody(boolean active) {}

    private record AdjustmentBody(UUID proposalId, String reason, List<AdjustmentLine> entries) {}

    private Reply decideRefund(ApiRequest request) {
        DecisionBody body = request.body(DecisionBody.class);
        Reply refusal = body.grant() ? gate.refusal(request) : null;
        if (refusal != null) {
            return refusal;
        }
        return ClaimReplies.of(
                desk.decideRefund(request.pathId("refundId"), body.grant(), request.userId(), body.reason()), "refund");
    }

    private Reply decideDispute(ApiRequest request) {
        DisputeBody body = request.body(DisputeBody.class);
        Reply refusal = body.grant() ? gate.refusal(request) : null;
        if (refusal != null) {
            return refusal;
        }
        DisputeRuling ruling =
                new DisputeRuling(body.grant(), body.coinsMinor(), body.performerBearsBasisPoints(), body.reason());
        return ClaimReplies.of(desk.decideDispute(request.pathId("disputeId"), ruling, request.userId()), "complaint");
    }

    private Reply answer(ApiRequest request) {
        StatementBody body = request.body(StatementBody.class);
        return ClaimReplies.of(
                desk.answer(body.answerId(), request.pathId("chargebackId"), request.userId(), body.statement()));
    }

    private static Reply evidence(@Nullable String json, String kind, String id) {
        return json == null
                ? Reply.notFound("There is no such " + kind + ".")
                : Reply.text("application/json", json)
                        .with("Content-Disposition", "attachment; filename=\"evidence-" + kind + "-" + id + ".json\"");
    }

    private CodeList codes(ApiRequest request) {
        return new CodeList(desk.codes(), desk.codesLeftAlone(request.userId()));
    }

    private Reply createCode(ApiRequest request) {
        CodeBody body = request.body(CodeBody.class);
        if (!body.validFrom().isBefore(body.validUntil())) {
            return Reply.refused(422, "AGAINST_RULE", "A code must be valid from a time before it ends.");
        }
        NewCode code = new NewCode(
                body.code(),
                new Money(body.coinsMinor(), "COIN"),
                body.validFrom(),
                body.validUntil(),
                body.maximumTotal(),
                body.maximumPerUser());
        String reason = body.reason() == null ? "" : body.reason();
        return switch (desk.createCode(body.proposalId(), code, reason, request.userId())) {
            case CodeOutcome.Made() -> Reply.created(codes(request));
            case CodeOutcome.Proposed(ApprovalDesk.Approval approval) -> Reply.accepted(approvals.named(approval));
            case CodeOutcome.Exists() ->
                Reply.refused(409, "CODE_EXISTS", "There is a code of this name already. Choose another.");
            case CodeOutcome.Conflict() ->
                Reply.refused(409, "IDEMPOTENCY_CONFLICT", "This id was used before for another change.");
            case CodeOutcome.NoReason() ->
                Reply.refused(
                        422,
                        "NO_REASON",
                        "This promises more coins than you may alone, so another person has to approve it. Give a reason of at"
                                + " least three characters.");
        };
    }

    private Reply activateCode(ApiRequest request) {
        return desk.activateCode(
                        request.pathText("code"),
                        request.body(ActivationBody.class).active())
                ? Reply.ok(codes(request))
                : Reply.notFound("There is no such code.");
    }

    private Reply proposeAdjustment(ApiRequest request) {
        AdjustmentBody body = request.body(AdjustmentBody.class);
        return desk.proposeAdjustment(body.proposalId(), body.entries(), body.reason(), request.userId())
                ? Reply.empty(202)
                : Reply.refused(
                        409,
                        "IDEMPOTENCY_CONFLICT",
                        "This proposal could not be kept: its id was used before, or it has no reason of three characters.");
    }
}
