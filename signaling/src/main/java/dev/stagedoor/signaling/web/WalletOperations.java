package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.WalletCare;
import dev.stagedoor.signaling.WalletService;
import dev.stagedoor.signaling.WalletService.Movement;
import dev.stagedoor.signaling.WalletService.Order;
import dev.stagedoor.signaling.WalletService.OrderOutcome;
import dev.stagedoor.signaling.WalletService.Page;
import dev.stagedoor.signaling.WalletService.ReceivedTip;
import dev.stagedoor.signaling.WalletService.WebhookOutcome;
import dev.stagedoor.signaling.identity.AccountStore;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Coins, purchases and earnings, and what payment providers report. */
final class WalletOperations implements Operations {
    private final WalletService wallets;
    private final WalletCare care;
    private final AccountStore accounts;

    WalletOperations(WalletService wallets, WalletCare care, AccountStore accounts) {
        this.wallets = wallets;
        this.care = care;
        this.accounts = accounts;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "getWallet", this::getWallet,
                "listPackages", request -> Reply.ok(new Views.Items<>(wallets.packages(request.userId()))),
                "listMovements", this::listMovements,
                "listReceivedTips", this::listReceivedTips,
                "createOrder", this::createOrder,
                "getOrder", this::getOrder,
                "getEarnings", request -> Reply.ok(wallets.earnings(request.userId())),
                "receiveWebhook", this::receiveWebhook,
                "receivePostback", this::receivePostback);
    }

    /** Whoever looks at their coins is here, whatever they do with them. */
    private Reply getWallet(ApiRequest request) {
        care.seen(request.userId());
        return Reply.ok(wallets.wallet(request.userId()));
    }

    private record OrderBody(String packageId, @Nullable Boolean keepMethod) {}

    private Reply listMovements(ApiRequest request) {
        String filter = request.query("filter");
        Page<Movement> page = wallets.movements(
                request.userId(), "all".equals(filter) ? null : filter, request.cursor(), request.limit());
        Map<UUID, String> names = accounts.displayNames(page.items().stream()
                .map(Movement::counterpartyId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return Reply.ok(new Page<>(
                page.items().stream()
                        .map(movement -> new Views.NamedMovement(
                                movement,
                                movement.counterpartyId() == null ? null : names.get(movement.counterpartyId())))
                        .toList(),
                page.nextCursor()));
    }

    private Reply listReceivedTips(ApiRequest request) {
        Page<ReceivedTip> page = wallets.received(request.userId(), request.cursor(), request.limit());
        Map<UUID, String> names = accounts.displayNames(page.items().stream()
                .map(ReceivedTip::viewerId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return Reply.ok(new Page<>(
                page.items().stream()
                        .map(tip -> new Views.NamedTip(tip, tip.viewerId() == null ? null : names.get(tip.viewerId())))
                        .toList(),
                page.nextCursor()));
    }

    private Reply createOrder(ApiRequest request) {
        String key = Objects.requireNonNull(request.header("Idempotency-Key"), "the contract requires it");
        OrderBody body = request.body(OrderBody.class);
        boolean keepMethod = Boolean.TRUE.equals(body.keepMethod());
        return switch (wallets.order(request.userId(), body.packageId(), key, keepMethod)) {
            case OrderOutcome.Created(Order order) -> Reply.created(order);
            case OrderOutcome.UnknownPackage() -> Reply.notFound("There is no such package on sale.");
            case OrderOutcome.ProviderUnavailable() ->
                Reply.refused(
                        503, "PROVIDER_UNAVAILABLE", "The payment provider does not answer. Try again in a moment.");
            case OrderOutcome.Limited(String why) -> Reply.refused(403, "SPENDING_LIMIT", why);
            case OrderOutcome.Conflict() ->
                Reply.refused(409, "IDEMPOTENCY_CONFLICT", "This Idempotency-Key was used before for another package.");
        };
    }

    private Reply getOrder(ApiRequest request) {
        Order order = wallets.findOrder(request.userId(), request.pathId("orderId"));
        return order == null ? Reply.notFound("There is no such order.") : Reply.ok(order);
    }

    /** A webhook by GET: its query is what was said, and OK is what its sender wants to read. */
    private Reply receivePostback(ApiRequest request) {
        Map<String, String> headers = request.headers();
        WebhookOutcome outcome = wallets.webhook(
                request.pathText("provider"),
                headers,
                headers.getOrDefault(":query", "").getBytes(StandardCharsets.UTF_8),
                request.device().address());
        return switch (outcome) {
            case WebhookOutcome.Accepted(), WebhookOutcome.Duplicate(), WebhookOutcome.Quarantined(String _) ->
                Reply.text("text/plain; charset=utf-8", "OK");
            case WebhookOutcome.UnknownProvider(), WebhookOutcome.BadSignature() -> refused(outcome);
        };
    }

    private static Reply refused(WebhookOutcome outcome) {
        return outcome instanceof WebhookOutcome.UnknownProvider
                ? Reply.notFound("There is no such payment provider.")
                : Reply.refused(401, "BAD_SIGNATURE", "The signature of the webhook is not valid.");
    }

    private Reply receiveWebhook(ApiRequest request) {
        WebhookOutcome outcome = wallets.webhook(
                request.pathText("provider"),
                request.headers(),
                request.bytes(),
                request.device().address());
        return switch (outcome) {
            case WebhookOutcome.Accepted(), WebhookOutcome.Duplicate() -> Reply.empty(204);
            case WebhookOutcome.Quarantined(String _) -> Reply.empty(202);
            case WebhookOutcome.UnknownProvider(), WebhookOutcome.BadSignature() -> refused(outcome);
        };
    }
}
