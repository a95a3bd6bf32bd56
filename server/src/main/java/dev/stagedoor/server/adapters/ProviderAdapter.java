package dev.stagedoor.server.adapters;

import static dev.stagedoor.server.adapters.MoneyTranslation.page;

import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.payments.InboxEntry;
import dev.stagedoor.billing.payments.InboxSummary;
import dev.stagedoor.billing.payments.ProviderNews;
import dev.stagedoor.billing.payments.Providers;
import dev.stagedoor.billing.payments.WebhookOutcome;
import dev.stagedoor.billing.payouts.PayoutWebhooks;
import dev.stagedoor.signaling.ProviderDesk;
import dev.stagedoor.signaling.WalletService.Page;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Payment providers, as signalling sees them, looked after by billing. */
public final class ProviderAdapter implements ProviderDesk {
    private final Providers switchedOn;
    private final ProviderNews news;
    private final PayoutWebhooks payouts;

    /** Over billing's payments, and what tells of payouts. */
    public ProviderAdapter(Billing billing) {
        this.switchedOn = billing.providers();
        this.news = billing.providerNews();
        this.payouts = billing.payDesk().webhooks();
    }

    @Override
    public List<Provider> providers() {
        List<String> enabled = switchedOn.names();
        Map<String, InboxSummary> sent =
                news.inboxSummary().stream().collect(Collectors.toMap(InboxSummary::provider, Function.identity()));
        TreeSet<String> names = new TreeSet<>(enabled);
        names.addAll(sent.keySet());
        return names.stream()
                .map(name -> provider(name, enabled, sent.get(name)))
                .toList();
    }

    private Provider provider(String name, List<String> enabled, @Nullable InboxSummary sent) {
        return new Provider(
                name,
                enabled.contains(name) || payouts.providers().contains(name),
                enabled.indexOf(name) == 0,
                sent == null ? null : sent.lastReceivedAt(),
                sent == null ? 0 : sent.quarantined());
    }

    @Override
    public Page<Webhook> webhooks(@Nullable String provider, @Nullable String cursor, int limit) {
        return page(news.inbox(provider, cursor, limit), ProviderAdapter::webhook);
    }

    @Override
    public @Nullable Replayed replay(long id) {
        WebhookOutcome outcome = news.replay(id);
        if (outcome == null) {
            return null;
        }
        return outcome instanceof WebhookOutcome.Quarantined kept
                ? new Replayed(false, kept.reason())
                : new Replayed(true, "");
    }

    @Override
    public Closed dismiss(long id, UUID person, String note) {
        return Closed.valueOf(news.dismiss(id, person, note).name());
    }

    private static Webhook webhook(InboxEntry entry) {
        var amount = entry.amount();
        return new Webhook(
                entry.inboxId(),
                entry.provider(),
                entry.eventId(),
                entry.kind(),
                entry.orderId(),
                amount == null ? null : MoneyTranslation.money(amount),
                entry.outcome(),
                entry.reason(),
                entry.receivedAt(),
                entry.replayable(),
                entry.dismissable(),
                entry.payoutId());
    }
}
