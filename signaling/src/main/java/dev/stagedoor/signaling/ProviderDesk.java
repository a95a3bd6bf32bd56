package dev.stagedoor.signaling;

import dev.stagedoor.signaling.WalletService.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Payment providers and what they sent. Filled by billing; methods block. */
public interface ProviderDesk {
    /**
     * A provider that is switched on, or that sent something once.
     *
     * @param takesOrders whether new orders go there
     * @param enabled whether its webhooks are taken now
     * @param lastWebhookAt null if none ever came
     * @param quarantined webhooks that wait for somebody to look at them
     */
    record Provider(
            String name,
            boolean enabled,
            boolean takesOrders,
            @Nullable Instant lastWebhookAt,
            long quarantined) {}

    /**
     * A genuine webhook and what became of it.
     *
     * @param outcome {@code ACCEPTED}, {@code STALE}, {@code QUARANTINED}, or {@code SETTLED} once people have looked at it
     * @param reason why it was kept aside, empty if it was not
     * @param dismissable whether it may be closed with a note
     * @param payoutId the payout that it is about, null if it is about none
     */
    record Webhook(
            long id,
            String provider,
            String eventId,
            @Nullable String kind,
            @Nullable UUID orderId,
            @Nullable Money amount,
            String outcome,
            String reason,
            Instant receivedAt,
            boolean replayable,
            boolean dismissable,
            @Nullable UUID payoutId) {}

    /** @param reason why it is kept aside still, empty if it is not */
    record Replayed(boolean accepted, String reason) {}

    /** Providers by name. */
    List<Provider> providers();

    /** Webhooks newest first, of one provider or, with null, of all. */
    Page<Webhook> webhooks(@Nullable String provider, @Nullable String cursor, int limit);

    /** Decides again on a webhook that was kept aside; null if there is no such one. */
    @Nullable
    Replayed replay(long id);

    /** Closes dismissable news. */
    Closed dismiss(long id, UUID person, String note);

    /** How closing news ended. */
    enum Closed {
        DONE,
        /** There is no such news that may be closed. */
        MISSING,
        /** It concerns whoever would close it. */
        OWN_CASE
    }
}
