package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.payments.PaymentStore.OrderToFetch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks providers about orders of which no webhook has come. Their answers go through the door of webhooks, so that both at once
 * count once. An order is noted as asked about before it is: a crash in between costs a question.
 */
public final class OrderFetcher {
    private static final Logger LOG = LoggerFactory.getLogger(OrderFetcher.class);
    private static final int ORDERS_PER_RUN = 100;
    /** A provider that is down is not waited for order by order. */
    private static final int MOST_UNCLEAR = 3;

    private final PaymentStore store;
    private final ProviderNews news;
    private final Map<String, PaymentProvider> askable = new LinkedHashMap<>();
    /** Questions in a row that a provider gave no clear answer to. */
    private final Map<String, Integer> unanswered = new ConcurrentHashMap<>();

    private final Set<UUID> watched = ConcurrentHashMap.newKeySet();

    public OrderFetcher(PaymentStore store, ProviderNews news, Providers providers) {
        this.store = store;
        this.news = news;
        for (PaymentProvider provider : providers.all()) {
            if (provider.payableFor().isPositive()) {
                askable.put(provider.name(), provider);
            }
        }
    }

    /** Its buyer waits for it: it is asked about with the next {@link #run}, unless it was just now. Does not block. */
    public void watch(UUID orderId) {
        watched.add(orderId);
    }

    /** Asks about the orders that their buyers look at. Waits for providers. */
    public void run(Instant now) {
        Set<UUID> some = new HashSet<>(watched);
        if (!some.isEmpty()) {
            watched.removeAll(some);
            fetch(some, now);
        }
    }

    /** Asks about orders that are due, and books what is said. */
    public String runDue(Instant now) {
        return fetch(null, now);
    }

    private String fetch(@Nullable Set<UUID> among, Instant now) {
        Tally tally = new Tally();
        askable.values().forEach(provider -> fetch(provider, among, now, tally));
        return "%d orders asked about, %d with news, %d without an answer"
                .formatted(tally.asked, tally.news, tally.unclear);
    }

    private void fetch(PaymentProvider provider, @Nullable Set<UUID> among, Instant now, Tally tally) {
        Duration payableFor = provider.payableFor();
        int unclear = 0;
        for (int i = 0; i < ORDERS_PER_RUN && unclear < MOST_UNCLEAR; i++) {
            OrderToFetch due = store.nextToFetch(provider.name(), payableFor, among, now);
            if (due == null) {
                return;
            }
            tally.asked++;
            UUID orderId = due.terms().orderId();
            switch (standing(provider, due)) {
                case OrderStanding.Said(ProviderEvent event, String raw) -> {
                    unanswered.remove(provider.name());
                    news.take(provider, orderId, event, raw);
                    if (event.kind() == ProviderEvent.Kind.FAILED) {
                        store.fetchedLast(orderId);
                    }
                    tally.news++;
                }
                case OrderStanding.Waits() -> unanswered.remove(provider.name());
                case OrderStanding.Unclear(String reason) -> {
                    LOG.warn(
                            "{} gave no answer about order {} and is asked again: {}",
                            provider.name(),
                            orderId,
                            reason);
                    tally.unclear++;
                    unclear++;
                    if (unanswered.merge(provider.name(), 1, Integer::sum) >= MOST_UNCLEAR) {
                        store.tellOfSilence(provider.name(), now);
                    }
                }
                case OrderStanding.CannotBeAsked() -> store.fetchedLast(orderId);
            }
        }
    }

    private static OrderStanding standing(PaymentProvider provider, OrderToFetch due) {
        try {
            return provider.fetch(due.terms(), due.providerRef());
        } catch (LedgerUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error(
                    "What {} answered of order {} could not be read",
                    provider.name(),
                    due.terms().orderId(),
                    e);
            return new OrderStanding.Unclear("it could not be read: " + e);
        }
    }

    /** What a run came to. */
    private static final class Tally {
        private int asked;
        private int news;
        private int unclear;
    }
}
