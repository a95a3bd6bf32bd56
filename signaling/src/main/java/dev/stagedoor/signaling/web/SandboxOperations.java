package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.WalletService.Order;
import dev.stagedoor.signaling.WalletService.Sandbox;
import dev.stagedoor.signaling.WalletService.SignedWebhook;
import dev.stagedoor.signaling.web.WebhookSender.Door;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox provider's hosted page. Paying answers with a redirect to the page itself, so that reloading it pays
 * nothing; the page then shows what the order has become.
 */
final class SandboxOperations implements Operations {
    private final Sandbox sandbox;
    private final WebhookSender sender;
    private final Supplier<Door> door;

    /** @param door where our own webhooks are to be sent; known once the server listens */
    SandboxOperations(Sandbox sandbox, WebhookSender sender, Supplier<Door> door) {
        this.sandbox = sandbox;
        this.sender = sender;
        this.door = door;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of("showSandboxPay", this::show, "submitSandboxPay", this::pay);
    }

    private Reply show(ApiRequest request) {
        Order order = order(request);
        return order == null
                ? Reply.notFound("There is no such order.")
                : Reply.html(new SandboxPage(order, sender.isUnderWay(order.orderId())).html());
    }

    private Reply pay(ApiRequest request) {
        Order order = order(request);
        if (order == null) {
            return Reply.notFound("There is no such order.");
        }
        UUID orderId = order.orderId();
        String card = Objects.requireNonNullElse(request.form("card"), "");
        List<SignedWebhook> webhooks = sandbox.pay(orderId, card);
        if (webhooks.isEmpty() && card.equals(TestCard.NEWS_LOST.id())) {
            // Nobody will tell this page, either: the buyer waits in the shop.
            return Reply.empty(303).with("Location", "/wallet?order=" + orderId);
        }
        if (webhooks.isEmpty()) {
            return Reply.refused(
                    400,
                    "INVALID_REQUEST",
                    "There is no such test card.",
                    List.of(new Reply.Fault("#/card", "is not the name of a test card")));
        }
        sender.send(door.get(), orderId, webhooks);
        return Reply.empty(303).with("Location", "/sandbox-pay/" + orderId);
    }

    private @Nullable Order order(ApiRequest request) {
        return sandbox.enabled() ? sandbox.order(request.pathId("orderId")) : null;
    }
}
