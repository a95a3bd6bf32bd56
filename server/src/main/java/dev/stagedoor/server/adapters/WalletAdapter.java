package dev.stagedoor.server.adapters;

import static dev.stagedoor.server.adapters.MoneyTranslation.money;
import static dev.stagedoor.server.adapters.MoneyTranslation.page;
import static dev.stagedoor.server.adapters.MoneyTranslation.words;

import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.disputes.Disputes;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.papers.Receipts;
import dev.stagedoor.billing.payments.Offer;
import dev.stagedoor.billing.payments.Payments;
import dev.stagedoor.billing.payments.ProviderEvent.Kind;
import dev.stagedoor.billing.payments.ProviderNews;
import dev.stagedoor.billing.payments.Providers;
import dev.stagedoor.billing.payouts.PayoutWebhooks;
import dev.stagedoor.billing.pricing.GiftLook;
import dev.stagedoor.billing.pricing.PriceList;
import dev.stagedoor.billing.wallet.Gifts;
import dev.stagedoor.billing.wallet.Wallets;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.PayoutDesk;
import dev.stagedoor.signaling.WalletService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Wallets, purchases and earnings, as signalling sees them, done by billing. */
public final class WalletAdapter implements WalletService {
    private final Wallets wallets;
    private final Payments payments;
    private final Providers providers;
    private final ProviderNews providerNews;
    private final PayoutWebhooks payoutWebhooks;
    private final Gifts gifts;
    private final Receipts receipts;
    private final Disputes disputes;

    /** Over billing's parts of it. */
    public WalletAdapter(Billing billing) {
        this.wallets = billing.wallets();
        this.payments = billing.payments();
        this.providers = billing.providers();
        this.providerNews = billing.providerNews();
        this.payoutWebhooks = billing.payDesk().webhooks();
        this.gifts = billing.gifts();
        this.receipts = billing.receipts();
        this.disputes = billing.disputes();
    }

    @Override
    public Wallet wallet(UUID userId) {
        var wallet = wallets.wallet(userId);
        return new Wallet(money(wallet.available()), money(wallet.held()), money(wallet.totalValue()));
    }

    @Override
    public List<CoinPackage> packages(UUID userId) {
        return payments.offers(userId).stream().map(WalletAdapter::offer).toList();
    }

    private static CoinPackage offer(Offer offer) {
        var yours = offer.yours();
        long planCoins =
                yours.bonusCoins().amountMinor() - offer.regular().bonusCoins().amountMinor();
        return new CoinPackage(
                yours.id(),
                money(yours.price()),
                money(offer.regular().price()),
                money(yours.paidCoins()),
                money(yours.bonusCoins()),
                new Money(planCoins, Asset.COIN.name()),
                yours.bonusPercent(),
                money(yours.pricePerCoin()),
                yours.badge());
    }

    @Override
    public Page<Movement> movements(UUID userId, @Nullable String filter, @Nullable String cursor, int limit) {
        var wanted = filter == null
                ? dev.stagedoor.billing.wallet.Movement.Filter.ALL
                : dev.stagedoor.billing.wallet.Movement.Filter.valueOf(filter.toUpperCase(Locale.ROOT));
        return page(
                wallets.movements(userId, wanted, cursor, limit),
                movement -> new Movement(
                        movement.id(),
                        movement.kind(),
                        money(movement.amount()),
                        movement.at(),
                        movement.callId(),
                        movement.counterpartyId(),
                        movement.note(),
                        given(movement.gift()),
                        movement.privateMessage(),
                        movement.returnable() ? disputes.refundableUntil(movement.at()) : null));
    }

    private @Nullable GivenGift given(dev.stagedoor.billing.wallet.Movement.@Nullable GivenGift gift) {
        if (gift == null) {
            return null;
        }
        PriceList.Gift known = gifts.find(gift.item());
        return new GivenGift(
                gift.item(),
                gift.name(),
                known == null ? Map.of() : known.looks().names(),
                gift.quantity());
    }

    @Override
    public Page<ReceivedTip> received(UUID performerId, @Nullable String cursor, int limit) {
        return page(
                wallets.received(performerId, cursor, limit),
                tip -> new ReceivedTip(
                        tip.id(),
                        tip.viewerId(),
                        money(tip.amount()),
                        tip.at(),
                        tip.message(),
                        tip.privateMessage(),
                        given(tip.gift())));
    }

    @Override
    public OrderOutcome order(UUID userId, String packageId, String idempotencyKey, boolean keepMethod) {
        return switch (payments.order(userId, packageId, idempotencyKey, keepMethod)) {
            case dev.stagedoor.billing.payments.OrderOutcome.Created created ->
                new OrderOutcome.Created(order(created.order()));
            case dev.stagedoor.billing.payments.OrderOutcome.UnknownPackage _ -> new OrderOutcome.UnknownPackage();
            case dev.stagedoor.billing.payments.OrderOutcome.ProviderUnavailable _ ->
                new OrderOutcome.ProviderUnavailable();
            case dev.stagedoor.billing.payments.OrderOutcome.Limited limited ->
                new OrderOutcome.Limited(words(limited.why()));
            case dev.stagedoor.billing.payments.OrderOutcome.Conflict _ -> new OrderOutcome.Conflict();
        };
    }

    @Override
    public @Nullable Order findOrder(UUID userId, UUID orderId) {
        var order = payments.findOrder(userId, orderId);
        return order == null ? null : order(order);
    }

    @Override
    public @Nullable PurchaseReceipt receipt(UUID userId, UUID orderId) {
        var receipt = receipts.find(userId, orderId);
        return receipt == null ? null : receipt(receipt);
    }

    @Override
    public PayoutDesk.@Nullable Paper receiptPaper(UUID userId, String name, UUID orderId) {
        var receipt = receipts.find(userId, orderId);
        if (receipt == null) {
            return null;
        }
        var paper = receipts.pdf(receipt, name);
        return new PayoutDesk.Paper(paper.fileName(), paper.contentType(), paper.content());
    }

    private static PurchaseReceipt receipt(dev.stagedoor.billing.papers.PurchaseReceipt receipt) {
        var sale = receipt.sale();
        String currency = receipt.asset().name();
        return new PurchaseReceipt(
                receipt.orderId(),
                receipt.number().toString(),
                receipt.packageId(),
                receipt.provider(),
                receipt.paidAt(),
                new Money(sale.priceMinor(), currency),
                new Money(sale.priceMinor() - sale.taxMinor(), currency),
                new Money(sale.taxMinor(), currency),
                new Money(sale.paidCoins(), Asset.COIN.name()),
                new Money(sale.bonusCoins(), Asset.COIN.name()),
                new Money(receipt.remainsMinor(), currency),
                receipt.steps().stream()
                        .map(step -> new PurchaseReceipt.Step(
                                step.kind().name(),
                                step.number().toString(),
                                step.at(),
                                new Money(step.priceMinor(), currency),
                                new Money(step.taxMinor(), currency)))
                        .toList());
    }

    @Override
    public List<GiftItem> gifts() {
        return gifts.catalogue().stream().map(WalletAdapter::item).toList();
    }

    @Override
    public @Nullable GiftItem gift(String item) {
        PriceList.Gift gift = gifts.find(item);
        return gift == null ? null : item(gift);
    }

    private static GiftItem item(PriceList.Gift gift) {
        GiftLook look = gift.looks();
        return new GiftItem(
                gift.id(),
                gift.name(),
                look.names(),
                gift.symbol(),
                new Money(Math.multiplyExact(gift.coins(), Asset.COIN.minorPerUnit()), Asset.COIN.name()),
                look.placed().name(),
                look.drawn().name(),
                look.offeredUntil());
    }

    @Override
    public GiftOutcome give(Gift gift) {
        var given = new dev.stagedoor.billing.wallet.Gift(
                gift.giftId(),
                gift.viewerId(),
                gift.performerId(),
                gift.callId(),
                gift.item(),
                gift.quantity(),
                money(gift.price()),
                gift.message(),
                gift.anonymous(),
                gift.privateMessage());
        return switch (gifts.give(given)) {
            case dev.stagedoor.billing.wallet.GiftOutcome.Posted posted ->
                new GiftOutcome.Posted(money(posted.available()));
            case dev.stagedoor.billing.wallet.GiftOutcome.InsufficientFunds poor ->
                new GiftOutcome.InsufficientFunds(money(poor.required()), money(poor.available()));
            case dev.stagedoor.billing.wallet.GiftOutcome.Unknown _ -> new GiftOutcome.Unknown();
            case dev.stagedoor.billing.wallet.GiftOutcome.NotNow when ->
                new GiftOutcome.NotNow(when.from(), when.until());
            case dev.stagedoor.billing.wallet.GiftOutcome.MembersOnly _ -> new GiftOutcome.MembersOnly();
            case dev.stagedoor.billing.wallet.GiftOutcome.PriceChanged changed ->
                new GiftOutcome.PriceChanged(money(changed.price()));
            case dev.stagedoor.billing.wallet.GiftOutcome.Limited limited ->
                new GiftOutcome.Limited(words(limited.why()));
            case dev.stagedoor.billing.wallet.GiftOutcome.Conflict _ -> new GiftOutcome.Conflict();
        };
    }

    @Override
    public WebhookOutcome webhook(String provider, Map<String, String> headers, byte[] body, String remoteAddress) {
        var outcome = payoutWebhooks.providers().contains(provider)
                        && !providers.names().contains(provider)
                ? payoutWebhooks.receive(provider, headers, body)
                : providerNews.webhook(provider, headers, body, remoteAddress);
        return switch (outcome) {
            case dev.stagedoor.billing.payments.WebhookOutcome.Accepted _ -> new WebhookOutcome.Accepted();
            case dev.stagedoor.billing.payments.WebhookOutcome.Duplicate _ -> new WebhookOutcome.Duplicate();
            case dev.stagedoor.billing.payments.WebhookOutcome.UnknownProvider _ ->
                new WebhookOutcome.UnknownProvider();
            case dev.stagedoor.billing.payments.WebhookOutcome.BadSignature _ -> new WebhookOutcome.BadSignature();
            case dev.stagedoor.billing.payments.WebhookOutcome.Quarantined kept ->
                new WebhookOutcome.Quarantined(kept.reason());
        };
    }

    @Override
    public Earnings earnings(UUID performerId) {
        var earnings = wallets.earnings(performerId);
        return new Earnings(
                money(earnings.pending()),
                money(earnings.available()),
                money(earnings.today()),
                money(earnings.total()),
                earnings.callsToday(),
                earnings.deliveredMsToday());
    }

    @Override
    public Sandbox sandbox() {
        return new SandboxPage(payments.sandbox());
    }

    static Order order(dev.stagedoor.billing.payments.Order order) {
        return new Order(
                order.orderId(),
                order.packageId(),
                order.provider(),
                money(order.price()),
                money(order.coins()),
                order.state().name(),
                order.redirectUrl(),
                order.createdAt());
    }

    private record SandboxPage(dev.stagedoor.billing.payments.Sandbox sandbox) implements Sandbox {
        private static final long DISPUTE_FEE_MINOR = 50_000;

        @Override
        public boolean enabled() {
            return sandbox.enabled();
        }

        @Override
        public @Nullable Order order(UUID orderId) {
            var order = sandbox.order(orderId);
            return order == null ? null : WalletAdapter.order(order);
        }

        @Override
        public List<SignedWebhook> pay(UUID orderId, String card) {
            return webhooks(orderId, card).stream()
                    .map(webhook -> new SignedWebhook(
                            webhook.headers(), webhook.body().getBytes(StandardCharsets.UTF_8), webhook.delayMs()))
                    .toList();
        }

        /** A card, or what happens to a paid order later. */
        private List<dev.stagedoor.billing.payments.SignedWebhook> webhooks(UUID orderId, String card) {
            var paid = sandbox.order(orderId);
            if (paid == null) {
                return List.of();
            }
            return switch (card) {
                case "refund" -> sandbox.refund(orderId, paid.price().amountMinor());
                case "chargeback_opened" -> dispute(orderId, Kind.CHARGEBACK_OPENED);
                case "chargeback_won" -> dispute(orderId, Kind.CHARGEBACK_WON);
                case "chargeback_lost" -> dispute(orderId, Kind.CHARGEBACK_LOST);
                default -> sandbox.pay(orderId, card);
            };
        }

        private List<dev.stagedoor.billing.payments.SignedWebhook> dispute(UUID orderId, Kind stage) {
            return sandbox.dispute(orderId, stage, DISPUTE_FEE_MINOR);
        }
    }
}
