package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.OneByOne;
import dev.stagedoor.billing.ledger.Sale;
import dev.stagedoor.billing.ledger.SpendRefusal;
import dev.stagedoor.billing.payments.AutoTopUp.Outcome;
import dev.stagedoor.billing.payments.AutoTopUp.Wish;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Coins that buy themselves. An attempt is an order like any other, kept before the provider hears of it and charged under its
 * own id; whoever finds one without an end asks the provider again, so that a crash between the charge and the coins neither
 * loses nor doubles either. One attempt at a time.
 */
public final class AutoTopUps {
    private static final Logger LOG = LoggerFactory.getLogger(AutoTopUps.class);
    private static final int PEOPLE_PER_RUN = 200;
    private static final int ATTEMPTS_SHOWN = 20;

    private final AutoTopUpStore store;
    private final Payments payments;
    private final Providers providers;
    private final ProviderNews news;
    private final AutoTopUpTerms terms;
    private final InstantSource clock;
    private final Set<UUID> woken = ConcurrentHashMap.newKeySet();

    public AutoTopUps(
            AutoTopUpStore store,
            Payments payments,
            Providers providers,
            ProviderNews news,
            AutoTopUpTerms terms,
            InstantSource clock) {
        this.store = store;
        this.payments = payments;
        this.providers = providers;
        this.news = news;
        this.terms = terms;
        this.clock = clock;
    }

    /** Whether this person may switch it on, now or after the next purchase: some providers cannot charge again. */
    public boolean offered(UUID userId) {
        PaymentProvider first = providers.first();
        return (first != null && first.recharge() != Recharge.NEVER)
                || store.lastMethod(userId, chargingAgain()) != null;
    }

    /** Whether what pays for a purchase can be charged again only if the buyer agrees when ordering. */
    public boolean asksAtCheckout() {
        PaymentProvider first = providers.first();
        return first != null && first.recharge() == Recharge.KEPT_METHOD;
    }

    /** Switches it on. The buyer agrees that what paid last may be charged again, at most at the present price. */
    public Outcome set(UUID userId, Wish wish) {
        NewOrder order = payments.orderFor(userId, wish.packageId(), "");
        if (order == null) {
            return new Outcome.UnknownPackage();
        }
        Sale sale = order.sale();
        if (wish.cap().asset() != sale.asset() || wish.cap().amountMinor() < sale.priceMinor()) {
            return new Outcome.CapTooLow(new Money(sale.priceMinor(), sale.asset()));
        }
        if (wish.threshold().amountMinor() > sale.coins()) {
            return new Outcome.ThresholdTooHigh(Money.coins(sale.coins()));
        }
        AutoTopUpStore.Method method = store.lastMethod(userId, chargingAgain());
        if (method == null) {
            return new Outcome.NoMethod();
        }
        SpendRefusal.Excluded shutOut = store.put(userId, wish, sale, method, clock.instant());
        if (shutOut != null) {
            return new Outcome.ShutOut(shutOut);
        }
        wake(userId);
        AutoTopUp topUp = of(userId);
        return topUp == null ? new Outcome.NoMethod() : new Outcome.On(topUp);
    }

    /** Switches it off. An attempt under way is not charged by us any more; what the provider has charged is booked. */
    public void stop(UUID userId) {
        store.off(userId, AutoTopUp.Off.BUYER, clock.instant());
    }

    /** What is wished, and the latest attempts; null if it was never on. */
    public @Nullable AutoTopUp of(UUID userId) {
        return store.find(userId, clock.instant(), ATTEMPTS_SHOWN);
    }

    /** This person's coins have moved: they are looked at with the next {@link #run}. Does not block. */
    public void wake(UUID userId) {
        woken.add(userId);
    }

    /**
     * Wakes everybody for whom something may be due: those whose coins moved on a node that has gone, who can be tried again,
     * or whose provider did not answer.
     */
    public String wakeDue() {
        Set<UUID> due = store.due(null, PEOPLE_PER_RUN);
        woken.addAll(due);
        return due.size() + " wallets to look at";
    }

    /** Looks at those whose coins have moved; a running call gets its coins by this. Waits for payment providers. */
    public void run() {
        Set<UUID> some = new HashSet<>(woken);
        if (some.isEmpty()) {
            return;
        }
        // Before the look: who moves coins meanwhile is looked at again.
        woken.removeAll(some);
        OneByOne buyers = new OneByOne(LOG, "automatic top-up of");
        for (UUID userId : store.due(some, some.size())) {
            buyers.did(userId, () -> attempt(userId));
        }
    }

    private void attempt(UUID userId) {
        try {
            AutoTopUp topUp = of(userId);
            if (topUp == null) {
                return;
            }
            NewOrder order = payments.orderFor(userId, topUp.wish().packageId(), "auto:" + UUID.randomUUID());
            Instant now = clock.instant();
            AutoTopUpStore.Attempt attempt = store.attempt(topUp, order, chargingAgain(), terms, now);
            if (attempt != null) {
                charge(attempt);
                store.countDeclines(userId, terms, now);
            }
        } catch (LedgerUnavailableException e) {
            LOG.warn("An automatic top-up of {} waits for the database: {}", userId, e.getMessage());
        }
    }

    /** Charges an attempt and books what the provider answers, as if it had come as a webhook. */
    private void charge(AutoTopUpStore.Attempt attempt) {
        String name = attempt.method().provider();
        PaymentProvider provider = Objects.requireNonNull(providers.find(name), name);
        UUID orderId = attempt.stored().order().orderId();
        if (!provider.remembersKeys() && !store.sending(orderId, clock.instant())) {
            // It was sent, and nobody knows what became of it: once more might be charged twice.
            return;
        }
        switch (provider.chargeAgain(attempt.stored().terms(), attempt.method().methodRef())) {
            case ChargeOutcome.Answered(ProviderEvent event, String raw, boolean lasting) -> {
                news.take(provider, orderId, event, raw);
                if (lasting && event.kind() == ProviderEvent.Kind.FAILED) {
                    UUID userId = attempt.stored().order().userId();
                    store.off(userId, AutoTopUp.Off.DECLINED, clock.instant());
                }
            }
            case ChargeOutcome.NotSent(String reason) -> {
                LOG.warn("{} was not reached for order {} and will be asked again: {}", name, orderId, reason);
                store.notSent(orderId);
            }
            case ChargeOutcome.Unknown(String reason) ->
                LOG.warn(
                        "{} did not say what became of order {}, {}: {}",
                        name,
                        orderId,
                        provider.remembersKeys() ? "and will be asked again" : "its webhook may",
                        reason);
        }
    }

    /** Providers that can charge a buyer who is not there. */
    private Set<String> chargingAgain() {
        return providers.all().stream()
                .filter(provider -> provider.recharge() != Recharge.NEVER)
                .map(PaymentProvider::name)
                .collect(Collectors.toSet());
    }
}
