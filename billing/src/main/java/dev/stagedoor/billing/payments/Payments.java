package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.ledger.LotGrant;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.Sale;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import dev.stagedoor.billing.pricing.CoinPackage;
import dev.stagedoor.billing.pricing.PriceBook;
import dev.stagedoor.billing.subscriptions.Plan.Discount;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Buying coins: orders, and the webhooks that say they are paid. */
public final class Payments {
    /** The longest page anybody gets. */
    public static final int PAGE_LIMIT = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Payments.class);

    private final PaymentStore store;
    private final PriceBook prices;
    private final Supplier<UUID> ids;
    private final Sandbox sandbox;
    private final Supplier<LotTerms> lotTerms;
    private final Till till;
    private final RefundSender refunds;
    private final OrderFetcher fetcher;
    private final SequencedMap<String, PaymentProvider> providers = new LinkedHashMap<>();

    /**
     * @param discounts what a buyer's plan gives on coins
     * @param outside providers in the order in which they are preferred; the sandbox comes last
     */
    public Payments(
            PaymentStore store,
            PriceBook prices,
            Supplier<UUID> ids,
            Sandbox sandbox,
            Supplier<LotTerms> lotTerms,
            Function<UUID, Discount> discounts,
            List<PaymentProvider> outside) {
        this.store = store;
        this.prices = prices;
        this.ids = ids;
        this.sandbox = sandbox;
        this.lotTerms = lotTerms;
        this.till = new Till(prices, discounts);
        outside.forEach(provider -> providers.put(provider.name(), provider));
        if (sandbox.enabled()) {
            providers.put(sandbox.provider().name(), sandbox.provider());
        }
        this.refunds = new RefundSender(store, providers);
        this.fetcher = new OrderFetcher(store, this, providers.values());
    }

    /** Packages on sale now, cheapest first; none while no provider is switched on. */
    public List<CoinPackage> packages() {
        return providers.isEmpty() ? List.of() : prices.prices().coinPackages();
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

    /** Whether what is paid for a new order can be charged again. */
    boolean chargesAgain() {
        return !providers.isEmpty() && providers.firstEntry().getValue().chargesAgain();
    }

    /** Providers that can charge a buyer who is not there. */
    Set<String> chargingAgain() {
        return providers.values().stream()
                .filter(PaymentProvider::chargesAgain)
                .map(PaymentProvider::name)
                .collect(Collectors.toSet());
    }

    /** Charges an attempt and books what the provider answers, as if it had come as a webhook. */
    void chargeAgain(AutoTopUpStore.Attempt attempt) {
        String name = attempt.method().provider();
        PaymentProvider provider = Objects.requireNonNull(providers.get(name), name);
        UUID orderId = attempt.stored().order().orderId();
        switch (provider.chargeAgain(attempt.stored().terms(), attempt.method().paymentId())) {
            case ChargeOutcome.Answered(ProviderEvent event, String raw) -> {
                take(provider, orderId, event, raw);
            }
            case ChargeOutcome.Unknown(String reason) ->
                LOG.warn("{} did not answer for order {} and will be asked again: {}", name, orderId, reason);
        }
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
                        ? decide(name, event, order)
                        : new PaymentStore.Decision.Quarantine(
                                "asked about " + askedAbout + ", told of " + about(event)));
        if (outcome instanceof WebhookOutcome.Quarantined(String reason)) {
            LOG.warn("What {} says of order {} was kept aside: {}", name, askedAbout, reason);
        }
    }

    /** Creates an order and says where to pay. The same idempotency key gives the same order. */
    public OrderOutcome order(UUID userId, String packageId, String idempotencyKey) {
        NewOrder order = orderFor(userId, packageId, idempotencyKey);
        if (order == null) {
            return new OrderOutcome.UnknownPackage();
        }
        return switch (store.create(order, providers.firstEntry().getKey())) {
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
        PaymentProvider provider = providers.get(stored.order().provider());
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

    /** Providers that are switched on, the one for new orders first. */
    public List<String> providers() {
        return List.copyOf(providers.keySet());
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
        return store.replay(inboxId, this::decideAgain);
    }

    /**
     * Closes news that was kept aside and that cannot be decided on again, or that says who won a case: somebody has looked, and
     * it moves nothing. False if there is no such one, or the note is none.
     */
    public boolean dismiss(long inboxId, UUID person, String note) {
        return !note.isBlank() && store.dismiss(inboxId, person, note.strip());
    }

    private PaymentStore.Decision decideAgain(ProviderEvent event, PaymentStore.@Nullable StoredOrder stored) {
        if (stored != null && event.kind() == ProviderEvent.Kind.REFUND_FAILED) {
            // Whoever asks has done by hand what the provider could not.
            return new PaymentStore.Decision.Ignore();
        }
        return stored == null
                ? new PaymentStore.Decision.Quarantine("no such order: " + about(event))
                : decide(stored.order().provider(), event, stored);
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

    /** What asks providers about orders of which they do not tell. */
    public OrderFetcher fetcher() {
        return fetcher;
    }

    /** A provider's webhook exactly as it came in; header names are in lower case. */
    public WebhookOutcome webhook(String provider, Map<String, String> headers, byte[] body, String remoteAddress) {
        PaymentProvider known = providers.get(provider);
        if (known == null) {
            return new WebhookOutcome.UnknownProvider();
        }
        return switch (known.verify(headers, body, remoteAddress)) {
            case WebhookReading.Said(ProviderEvent event) ->
                store.process(provider, known.keepable(body), event, order -> decide(provider, event, order));
            case WebhookReading.NotForUs() -> new WebhookOutcome.Accepted();
            case WebhookReading.Forged() -> new WebhookOutcome.BadSignature();
        };
    }

    /** Whether that provider is switched on and takes by its API what the house says to a bank. */
    public boolean takesAnswers(String provider) {
        PaymentProvider known = providers.get(provider);
        return known != null && known.takesAnswers();
    }

    /** The page of a provider's on which people answer banks; empty if there is none. */
    public String answersAt(String provider) {
        PaymentProvider known = providers.get(provider);
        return known == null ? "" : known.answersAt();
    }

    /** Passes on what the house says in a case of that provider's. Harmless to repeat. */
    public AnswerOutcome answer(String provider, DisputeAnswer answer) {
        PaymentProvider known = providers.get(provider);
        return known == null ? new AnswerOutcome.ByHand(provider + " is not switched on") : known.answer(answer);
    }

    /** The sandbox provider's own side: what its hosted page shows and does. */
    public Sandbox sandbox() {
        return sandbox;
    }

    private PaymentStore.Decision decide(
            String provider, ProviderEvent event, PaymentStore.@Nullable StoredOrder stored) {
        if (stored == null || !stored.order().provider().equals(provider)) {
            return new PaymentStore.Decision.Quarantine("no such order: " + about(event));
        }
        if (event.kind() == ProviderEvent.Kind.REFUND_FAILED) {
            return new PaymentStore.Decision.Quarantine(
                    "%s could not give %s back: do it on its site, then let this be decided again"
                            .formatted(provider, event.amount().plain()));
        }
        Order order = stored.order();
        OrderState next = event.kind().orderState();
        if (next == OrderState.REFUNDED || next == OrderState.CHARGEDBACK) {
            return decideTakeBack(event, stored);
        }
        if (next == OrderState.PAID && !event.amount().equals(order.price())) {
            return new PaymentStore.Decision.Quarantine("paid " + event.amount() + " for " + order.price());
        }
        boolean paidBefore = stored.paymentId() != null;
        if (next == OrderState.PAID && paidBefore && !event.paymentId().equals(stored.paymentId())) {
            return new PaymentStore.Decision.Quarantine("paid already by " + stored.paymentId());
        }
        if (!order.state().mayBecome(next)) {
            return new PaymentStore.Decision.Ignore();
        }
        return new PaymentStore.Decision.Move(next, next == OrderState.PAID ? purchase(provider, event, stored) : null);
    }

    private static String about(ProviderEvent event) {
        return event.orderId() == null
                ? "that of payment " + event.paymentId()
                : event.orderId().toString();
    }

    private static PaymentStore.Decision decideTakeBack(ProviderEvent event, PaymentStore.StoredOrder stored) {
        Money price = stored.order().price();
        Money amount = event.amount();
        if (!event.paymentId().equals(stored.paymentId())) {
            return new PaymentStore.Decision.Quarantine(
                    event.kind() + " of a payment that was not booked: " + event.paymentId());
        }
        if (amount.asset() != price.asset()
                || amount.amountMinor() <= 0
                || amount.amountMinor() > price.amountMinor()) {
            return new PaymentStore.Decision.Quarantine(event.kind() + " of " + amount + " for " + price);
        }
        if (event.kind() != ProviderEvent.Kind.REFUNDED && event.dispute() == null) {
            return new PaymentStore.Decision.Quarantine(event.kind() + " without a case");
        }
        return new PaymentStore.Decision.TakeBack();
    }

    /** Tells providers of refunds that were granted. Harmless to repeat; one that got no answer is sent again. */
    public String sendRefunds(Instant now) {
        return refunds.run(now);
    }

    /** Asks providers about orders that are due for it, and books what they say. */
    public String fetchOrders(Instant now) {
        return fetcher.runDue(now);
    }

    private Posting purchase(String provider, ProviderEvent event, PaymentStore.StoredOrder stored) {
        Order order = stored.order();
        Sale sale = stored.terms().sale();
        IdempotencyKey key = IdempotencyKey.of(
                "purchase",
                "purchase:" + provider + ":" + event.paymentId(),
                order.orderId(),
                sale.priceMinor(),
                sale.asset());
        LotTerms lives = lotTerms.get();
        List<LotGrant> lots = new ArrayList<>();
        long netMinor = sale.priceMinor() - sale.taxMinor();
        lots.add(LotGrant.of(LotClass.PAID, sale.paidCoins(), new Money(netMinor, sale.asset()), lives));
        if (sale.bonusCoins() > 0) {
            lots.add(LotGrant.of(LotClass.BONUS, sale.bonusCoins(), new Money(0, sale.asset()), lives));
        }
        return Posting.of(
                        TransferCode.PURCHASE,
                        order.orderId(),
                        key,
                        "psp:" + provider,
                        TransferLines.purchase(order.userId(), provider, sale))
                .granting(lots)
                .noting(order.packageId());
    }
}
