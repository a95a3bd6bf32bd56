package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.approval.Concerned;
import dev.stagedoor.billing.approval.Matter;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.ledger.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What providers say of orders, by webhook or because they were asked: verified, kept, and booked once. */
public final class ProviderNews {
    /** The longest page anybody gets. */
    public static final int PAGE_LIMIT = 200;

    private static final Logger LOG = LoggerFactory.getLogger(ProviderNews.class);

    private final PaymentStore store;
    private final Providers providers;
    private final Concerned concerned;
    private final NewsDecision decision;

    /**
     * @param concerned who closes none of it
     * @param lotTerms how long coins live that are bought now
     */
    public ProviderNews(PaymentStore store, Providers providers, Concerned concerned, Supplier<LotTerms> lotTerms) {
        this.store = store;
        this.providers = providers;
        this.concerned = concerned;
        this.decision = new NewsDecision(lotTerms, providers::tellsRefundsInAll);
    }

    /** A provider's webhook exactly as it came in; header names are in lower case. */
    public WebhookOutcome webhook(String provider, Map<String, String> headers, byte[] body, String remoteAddress) {
        PaymentProvider known = providers.find(provider);
        if (known == null) {
            return new WebhookOutcome.UnknownProvider();
        }
        return switch (known.verify(headers, body, remoteAddress)) {
            case WebhookReading.Said(ProviderEvent event) ->
                store.process(provider, known.keepable(body), event, order -> decision.decide(provider, event, order));
            case WebhookReading.NotForUs() -> new WebhookOutcome.Accepted();
            case WebhookReading.Forged() -> new WebhookOutcome.BadSignature();
        };
    }

    /** Takes what a provider answered about an order as if it had come as a webhook. */
    void take(PaymentProvider provider, UUID askedAbout, ProviderEvent event, String raw) {
        String name = provider.name();
        byte[] kept = provider.keepable(raw.getBytes(StandardCharsets.UTF_8));
        WebhookOutcome outcome = store.process(
                name,
                kept,
                event,
                order -> askedAbout.equals(event.orderId())
                        ? decision.decide(name, event, order)
                        : new PaymentStore.Decision.Quarantine(
                                "asked about " + askedAbout + ", told of " + NewsDecision.about(event)));
        if (outcome instanceof WebhookOutcome.Quarantined(String reason)) {
            LOG.warn("What {} says of order {} was kept aside: {}", name, askedAbout, reason);
        }
    }

    /** Webhooks, newest first; of one provider or, with null, of all. */
    public Page<InboxEntry> inbox(@Nullable String provider, @Nullable String cursor, int limit) {
        return store.inbox(provider, cursor, Math.clamp(limit, 1, PAGE_LIMIT));
    }

    /** What each provider has sent so far. */
    public List<InboxSummary> inboxSummary() {
        return store.inboxSummary();
    }

    /** Decides again on a webhook that was kept aside; null if there is no such one. It counts once all the same. */
    public @Nullable WebhookOutcome replay(long inboxId) {
        return store.replay(inboxId, decision::decideAgain);
    }

    /**
     * Closes news that was kept aside and would be once more, or that says who won a case: somebody has looked, and it moves
     * nothing.
     */
    public NewsClosed dismiss(long inboxId, UUID person, String note) {
        if (note.isBlank()) {
            return NewsClosed.MISSING;
        }
        if (concerned.includes(person, new Matter.News(inboxId))) {
            return NewsClosed.OWN_CASE;
        }
        return store.dismiss(inboxId, person, note.strip(), decision::decideAgain)
                ? NewsClosed.DONE
                : NewsClosed.MISSING;
    }
}
