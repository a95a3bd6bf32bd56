package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.pricing.CoinPackage;
import dev.stagedoor.billing.pricing.PriceBook;
import dev.stagedoor.billing.subscriptions.Plan.Discount;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Buying coins: what is on sale, and orders. That they are paid is {@link ProviderNews}. */
public final class Payments {
    private static final Logger LOG = LoggerFactory.getLogger(Payments.class);

    private final PaymentStore store;
    private final PriceBook prices;
    private final Supplier<UUID> ids;
    private final Till till;
    private final Providers providers;
    private final Sandbox sandbox;
    private final OrderFetcher fetcher;

    /** @param discounts what a buyer's plan gives on coins */
    public Payments(
            PaymentStore store,
            PriceBook prices,
            Supplier<UUID> ids,
            Function<UUID, Discount> discounts,
            Providers providers,
            Sandbox sandbox,
            OrderFetcher fetcher) {
        this.store = store;
        this.prices = prices;
        this.ids = ids;
        this.till = new Till(prices, discounts);
        this.providers = providers;
        this.sandbox = sandbox;
        this.fetcher = fetcher;
    }

    /** Packages on sale now, cheapest first; none while no provider is switched on. */
    public List<CoinPackage> packages() {
        return providers.first() == null ? List.of() : prices.prices().coinPackages();
    }

    /** The packages as this person buys them, with what their plan gives. */
    public List<Offer> offers(UUID userId) {
        return till.offers(packages(), userId);
    }

    /** An order that is not kept yet, null if the package is not on sale. */
    @Nullable
    NewOrder orderFor(UUID userId, String packageId, String idempotencyKey) {
        CoinPackage offer = packages().stream()
                .filter(candidate -> candidate.id().equals(packageId))
                .findFirst()
                .orElse(null);
        return offer == null
                ? null
                : new NewOrder(ids.get(), userId, idempotencyKey, packageId, till.sale(offer, userId));
    }

    /** An order of which nothing is kept once it is paid. */
    public OrderOutcome order(UUID userId, String packageId, String idempotencyKey) {
        return order(userId, packageId, idempotencyKey, false);
    }

    /**
     * Creates an order and says where to pay. The same idempotency key gives the same order.
     *
     * @param keepsMethod whether the buyer agrees that what pays for it is kept, so that it can be charged again
     */
    public OrderOutcome order(UUID userId, String packageId, String idempotencyKey, boolean keepsMethod) {
        PaymentProvider provider = providers.first();
        NewOrder order = orderFor(userId, packageId, idempotencyKey);
        if (provider == null || order == null) {
            return new OrderOutcome.UnknownPackage();
        }
        return switch (store.create(order.keepingMethod(keepsMethod), provider.name())) {
            case PaymentStore.Creation.Kept kept ->
                kept.stored().order().packageId().equals(packageId)
                        ? checkedOut(kept.stored())
                        : new OrderOutcome.Conflict();
            case PaymentStore.Creation.Limited limited -> new OrderOutcome.Limited(limited.why());
        };
    }

    /** The order is kept before the provider hears of it, so whatever is paid there is known here. */
    private OrderOutcome checkedOut(PaymentStore.StoredOrder stored) {
        if (!stored.order().redirectUrl().isEmpty()) {
            return new OrderOutcome.Created(stored.order());
        }
        PaymentProvider provider = providers.find(stored.order().provider());
        if (provider == null) {
            return new OrderOutcome.ProviderUnavailable();
        }
        return switch (provider.checkout(stored.terms())) {
            case CheckoutOutcome.Ready ready ->
                new OrderOutcome.Created(
                        store.ready(stored.order().orderId(), ready).order());
            case CheckoutOutcome.Unavailable unavailable -> {
                LOG.warn("{} takes no order: {}", provider.name(), unavailable.reason());
                yield new OrderOutcome.ProviderUnavailable();
            }
        };
    }

    /** An order of this user, null if there is none. Who looks at one that is not paid has it asked about soon. */
    public @Nullable Order findOrder(UUID userId, UUID orderId) {
        PaymentStore.StoredOrder stored = store.find(orderId);
        if (stored == null || !stored.order().userId().equals(userId)) {
            return null;
        }
        Order order = stored.order();
        if (order.state().mayBecome(OrderState.PAID)) {
            fetcher.watch(orderId);
        }
        return order;
    }

    /** Whether this user has bought coins that were not all given back. */
    public boolean hasBought(UUID userId) {
        return store.hasBought(userId);
    }

    /** The sandbox provider's own side: what its hosted page shows and does. */
    public Sandbox sandbox() {
        return sandbox;
    }
}
