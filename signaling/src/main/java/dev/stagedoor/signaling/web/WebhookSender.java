package dev.stagedoor.signaling.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.stagedoor.signaling.WalletService.SignedWebhook;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sandbox provider's mail room: sends its webhooks over real HTTP to our own door, after their delay, and again when
 * the door does not answer with success. So the whole way of a payment, signature check included, is the way that a
 * foreign provider's message takes.
 */
final class WebhookSender {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    /** Waiting times before each further try. Real providers go on for days; a sandbox may give up earlier. */
    private static final List<Duration> RETRIES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10));

    private static final String PATH = "/api/v1/webhooks/sandbox";

    private final Vertx vertx;
    private final WebClient client;
    private final Cache<UUID, Integer> underWay =
            Caffeine.newBuilder().maximumSize(10_000).build();

    /** Where our own door is. */
    record Door(String host, int port) {}

    /** @param secure whether our door speaks TLS; its certificate is for its public name, by which we do not call it */
    WebhookSender(Vertx vertx, boolean secure) {
        this.vertx = vertx;
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setConnectTimeout(2_000)
                        .setFollowRedirects(false)
                        .setSsl(secure)
                        .setTrustAll(secure)
                        .setVerifyHost(false));
    }

    /** Whether messages about this order are still to come. */
    boolean isUnderWay(UUID orderId) {
        return underWay.getIfPresent(orderId) != null;
    }

    void send(Door door, UUID orderId, List<SignedWebhook> webhooks) {
        if (!webhooks.isEmpty()) {
            underWay.asMap().merge(orderId, webhooks.size(), Integer::sum);
        }
        webhooks.forEach(webhook -> later(webhook.delayMs(), () -> attempt(door, orderId, webhook, 0)));
    }

    private void later(long delayMs, Runnable task) {
        // A Vert.x timer has no zero.
        vertx.setTimer(Math.max(1, delayMs), timer -> task.run());
    }

    private void attempt(Door door, UUID orderId, SignedWebhook webhook, int triesBefore) {
        var request = client.post(door.port(), door.host(), PATH).timeout(5_000);
        webhook.headers().forEach(request::putHeader);
        request.sendBuffer(Buffer.buffer(webhook.body())).onComplete(answer -> {
            if (answer.succeeded() && answer.result().statusCode() / 100 == 2) {
                done(orderId);
            } else {
                String why = answer.succeeded()
                        ? "status " + answer.result().statusCode()
                        : answer.cause().toString();
                retry(door, orderId, webhook, triesBefore, why);
            }
        });
    }

    private void retry(Door door, UUID orderId, SignedWebhook webhook, int triesBefore, String why) {
        if (triesBefore >= RETRIES.size()) {
            LOG.warn("sandbox webhook for order {} given up: {}", orderId, why);
            done(orderId);
        } else {
            LOG.info("sandbox webhook for order {} not taken ({}), will be sent again", orderId, why);
            later(RETRIES.get(triesBefore).toMillis(), () -> attempt(door, orderId, webhook, triesBefore + 1));
        }
    }

    private void done(UUID orderId) {
        underWay.asMap().computeIfPresent(orderId, (id, left) -> left > 1 ? left - 1 : null);
    }
}
