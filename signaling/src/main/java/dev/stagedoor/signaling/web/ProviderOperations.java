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
                this::replay,
                "adminDismissWebhook",
                this::dismiss);
    }

    private record Note(String note) {}

    private Reply dismiss(ApiRequest request) {
        String note = request.body(Note.class).note();
        return switch (desk.dismiss(request.pathNumber("webhookId"), request.userId(), note)) {
            case DONE -> Reply.empty(204);
            case MISSING ->
                Reply.notFound(
                        "There is no such news that is kept aside and may be closed by a note. What can be settled by deciding again is.");
            case OWN_CASE -> Reply.ownCase();
        };
    }

    private Reply replay(ApiRequest request) {
        ProviderDesk.Replayed replayed = desk.replay(request.pathNumber("webhookId"));
        return replayed == null
                ? Reply.notFound("There is no webhook of this number that is kept aside.")
                : Reply.ok(replayed);
    }
}
