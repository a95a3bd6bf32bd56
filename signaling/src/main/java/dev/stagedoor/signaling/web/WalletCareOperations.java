package dev.stagedoor.signaling.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.WalletCare;
import dev.stagedoor.signaling.WalletCare.AutoTopUp;
import dev.stagedoor.signaling.WalletCare.AutoTopUpOutcome;
import dev.stagedoor.signaling.WalletCare.AutoTopUpWish;
import dev.stagedoor.signaling.WalletCare.AutoTopUps;
import dev.stagedoor.signaling.WalletCare.Complaint;
import dev.stagedoor.signaling.WalletCare.RedeemOutcome;
import dev.stagedoor.signaling.WalletCare.TakenBack;
import dev.stagedoor.signaling.WalletService;
import java.time.Instant;
import java.util.List;
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
        return Map.ofEntries(
                Map.entry("getAutoTopUp", request -> Reply.ok(view(care.autoTopUps(request.userId())))),
                Map.entry("setAutoTopUp", this::setAutoTopUp),
                Map.entry("stopAutoTopUp", this::stopAutoTopUp),
                Map.entry("redeemCode", this::redeem),
                Map.entry("listExpiringCoins", request -> Reply.ok(new Views.Items<>(care.expiring(request.userId())))),
                Map.entry("listLimits", request -> Reply.ok(care.limits(request.userId()))),
                Map.entry("setLimit", this::setLimit),
                Map.entry("excludeMe", this::exclude),
                Map.entry("requestRefund", this::requestRefund),
                Map.entry("disputeCall", this::disputeCall),
                Map.entry("getCallDispute", this::complaint),
                Map.entry("getTakenBack", this::takenBack));
    }

    private record RedemptionBody(UUID redemptionId, String code) {}

    private record LimitBody(@Nullable Long amountMinor) {}

    private record ExclusionBody(int days) {}

    private record RefundBody(UUID refundId, UUID orderId, String reason) {}

    private record DisputeBody(UUID disputeId, String reason) {}

    /** @param agreed true, or the contract would have refused it */
    private record AutoTopUpBody(Money threshold, String packageId, Money cap, String period, boolean agreed) {}

    /** Whether it is on, and what it is, once it was. */
    private record AutoTopUpView(
            String state,
            boolean offered,
            boolean asksAtCheckout,
            @JsonUnwrapped @Nullable AutoTopUpWish wish,
            @Nullable Money used,
            @Nullable Instant agreedAt,
            @Nullable String offReason,
            @Nullable List<WalletService.Order> attempts) {}

    private static AutoTopUpView view(AutoTopUps topUps) {
        AutoTopUp topUp = topUps.topUp();
        if (topUp == null) {
            return new AutoTopUpView("OFF", topUps.offered(), topUps.asksAtCheckout(), null, null, null, null, null);
        }
        return new AutoTopUpView(
                topUp.offReason() == null ? "ON" : "OFF",
                topUps.offered(),
                topUps.asksAtCheckout(),
                topUp.wish(),
                topUp.used(),
                topUp.agreedAt(),
                topUp.offReason(),
                topUp.attempts());
    }

    private Reply setAutoTopUp(ApiRequest request) {
        AutoTopUpBody body = request.body(AutoTopUpBody.class);
        AutoTopUpWish wish = new AutoTopUpWish(body.threshold(), body.packageId(), body.cap(), body.period());
        return switch (care.setAutoTopUp(request.userId(), wish)) {
            case AutoTopUpOutcome.On(AutoTopUps topUps) -> Reply.ok(view(topUps));
            case AutoTopUpOutcome.UnknownPackage() -> Reply.notFound("There is no such package on sale.");
            case AutoTopUpOutcome.CapTooLow(String least) ->
                Reply.refused(
                        422,
                        "CAP_TOO_LOW",
                        "This does not pay for the package once. Allow %s at least, or choose a smaller one."
                                .formatted(least));
            case AutoTopUpOutcome.ThresholdTooHigh(String most) ->
                Reply.refused(
                        422,
                        "THRESHOLD_TOO_HIGH",
                        "The package gives fewer coins than that. Choose %s at most, or a larger package."
                                .formatted(most));
            case AutoTopUpOutcome.NoMethod() ->
                Reply.refused(
                        409,
                        "NO_PAYMENT_METHOD",
                        "Buy a package first, and agree that what you pay with is kept where you are asked: it is what is charged again.");
            case AutoTopUpOutcome.Limited(String why) -> Reply.refused(403, "SPENDING_LIMIT", why);
        };
    }

    private Reply stopAutoTopUp(ApiRequest request) {
        care.stopAutoTopUp(request.userId());
        return Reply.ok(view(care.autoTopUps(request.userId())));
    }

    private Reply redeem(ApiRequest request) {
        RedemptionBody body = request.body(RedemptionBody.class);
        return switch (care.redeem(request.userId(), body.redemptionId(), body.code())) {
            case RedeemOutcome.Redeemed redeemed -> Reply.ok(redeemed);
            case RedeemOutcome.Unknown() ->
                Reply.refused(
                        404, "NOT_FOUND", "This code is not valid. Check the spelling and until when it is valid.");
            case RedeemOutcome.OwnCase() ->
                Reply.refused(409, "OWN_CASE", "You made or approved this code yourself, so its coins are for others.");
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

    private Reply complaint(ApiRequest request) {
        Complaint complaint = care.complaint(request.userId(), request.pathId("callId"));
        return complaint == null
                ? Reply.notFound("You have paid for no such call, or it is not settled yet.")
                : Reply.ok(complaint);
    }

    private Reply takenBack(ApiRequest request) {
        TakenBack taken = care.takenBack(request.userId(), request.pathId("callId"));
        return taken == null
                ? Reply.notFound("You have earned by no such call, or it is not settled yet.")
                : Reply.ok(taken);
    }
}
