package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.ProviderDesk;
import java.util.Map;

/** Payment providers for the console. */
final class ProviderOperations implements Operations {
    private final ProviderDesk desk;

    ProviderOperations(ProviderDesk desk) {
        this.desk = desk;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "adminListProviders",
                _ -> Reply.ok(new Views.Items<>(desk.providers())),
                "adminListWebhooks",
                request -> Reply.ok(desk.webhooks(request.query("provider"), request.cursor(), request.limit())),
                "adminReplayWebhook",
                this::replay);
    }

    private Reply replay(ApiRequest request) {
        ProviderDesk.Replayed replayed = desk.replay(request.pathNumber("webhookId"));
        return replayed == null
                ? Reply.notFound("There is no webhook of this number that is kept aside.")
                : Reply.ok(replayed);
    }
}
