package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.WalletCare;
import dev.stagedoor.signaling.WalletCare.RedeemOutcome;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A viewer's codes, limits and claims. */
final class WalletCareOperations implements Operations {
    private final WalletCare care;

    WalletCareOperations(WalletCare care) {
        this.care = care;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "redeemCode", this::redeem,
                "listLimits", request -> Reply.ok(care.limits(request.userId())),
                "setLimit", this::setLimit,
                "excludeMe", this::exclude,
                "requestRefund", this::requestRefund,
                "disputeCall", this::disputeCall);
    }

    private record RedemptionBody(UUID redemptionId, String code) {}

    private record LimitBody(@Nullable Long amountMinor) {}

    private record ExclusionBody(int days) {}

    private record RefundBody(UUID refundId, UUID orderId, String reason) {}

    private record DisputeBody(UUID disputeId, String reason) {}

    private Reply redeem(ApiRequest request) {
        RedemptionBody body = request.body(RedemptionBody.class);
        return switch (care.redeem(request.userId(), body.redemptionId(), body.code())) {
            case RedeemOutcome.Redeemed redeemed -> Reply.ok(redeemed);
            case RedeemOutcome.Unknown() ->
                Reply.refused(
                        404, "NOT_FOUND", "This code is not valid. Check the spelling and until when it is valid.");
            case RedeemOutcome.UsedUp() -> Reply.refused(409, "CODE_USED_UP", "This code has been used up by others.");
            case RedeemOutcome.AlreadyUsed() ->
                Reply.refused(
                        409, "CODE_ALREADY_USED", "You have used this code already; the coins are in your wallet.");
        };
    }

    private Reply setLimit(ApiRequest request) {
        care.setLimit(
                request.userId(),
                request.pathText("kind"),
                request.pathText("period"),
                request.body(LimitBody.class).amountMinor());
        return Reply.ok(care.limits(request.userId()));
    }

    private Reply exclude(ApiRequest request) {
        care.exclude(request.userId(), request.body(ExclusionBody.class).days());
        return Reply.ok(care.limits(request.userId()));
    }

    private Reply requestRefund(ApiRequest request) {
        RefundBody body = request.body(RefundBody.class);
        return ClaimReplies.of(
                care.requestRefund(request.userId(), body.refundId(), body.orderId(), body.reason()), "order");
    }

    private Reply disputeCall(ApiRequest request) {
        DisputeBody body = request.body(DisputeBody.class);
        return ClaimReplies.of(
                care.disputeCall(request.userId(), body.disputeId(), request.pathId("callId"), body.reason()), "call");
    }
}
