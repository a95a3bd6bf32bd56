package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.PAYMENT_ORDER;
import static dev.stagedoor.billing.store.jooq.Tables.PROVIDER_EVENT;

import dev.stagedoor.billing.audit.Alert;
import dev.stagedoor.billing.disputes.DisputeTerms;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.ledger.Sale;
import dev.stagedoor.billing.ledger.SpendRefusal;
import dev.stagedoor.billing.payments.CheckoutOutcome;
import dev.stagedoor.billing.payments.InboxEntry;
import dev.stagedoor.billing.payments.InboxSummary;
import dev.stagedoor.billing.payments.NewOrder;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.OrderState;
import dev.stagedoor.billing.payments.PaymentStore;
import dev.stagedoor.billing.payments.ProviderEvent;
import dev.stagedoor.billing.payments.RefundState;
import dev.stagedoor.billing.payments.WebhookOutcome;
import dev.stagedoor.billing.pricing.PriceList;
import dev.stagedoor.billing.store.jooq.Routines;
import dev.stagedoor.billing.store.jooq.tables.records.PaymentOrderRecord;
import dev.stagedoor.billing.store.jooq.tables.records.ProviderEventRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Orders and the inbox of webhooks in PostgreSQL. */
public final class PostgresPayments implements PaymentStore {

    private final Database database;
    private final ProviderEventWriter events;
    private final SpendGuard guard;

    /** @param referrals terms of the referral programme at the moment of an order */
    public PostgresPayments(
            Database database,
            DisputeTerms terms,
            Supplier<UUID> ids,
            Function<Instant, PriceList.Referral> referrals,
            InstantSource clock) {
        this.guard = new SpendGuard(clock);
        this.database = database;
        this.events = new ProviderEventWriter(terms, ids, new ReferralWriter(ids, referrals), clock);
    }

    @Override
    public Creation create(NewOrder order, String provider) {
        return database.transact(transaction -> {
            DSLContext sql = transaction.sql();
            int inserted = insert(sql, order, provider, null);
            SpendRefusal refusal = inserted == 0
                    ? null
                    : guard.afterOrdering(
                            sql,
                            order.userId(),
                            new Money(order.sale().priceMinor(), order.sale().asset()));
            if (refusal != null) {
                return transaction.undo(new Creation.Limited(refusal));
            }
            return new Creation.Kept(stored(sql.selectFrom(PAYMENT_ORDER)
                    .where(PAYMENT_ORDER.USER_ID.eq(order.userId()))
                    .and(PAYMENT_ORDER.IDEM_KEY.eq(order.idempotencyKey()))
                    .fetchSingle()));
        });
    }

    /**
     * Keeps an order that is not known yet; returns 0 if it is.
     *
     * @param absence of the buyer, in which it is made; null for an order of theirs
     */
    static int insert(DSLContext sql, NewOrder order, String provider, @Nullable Absence absence) {
        Sale sale = order.sale();
        return sql.insertInto(PAYMENT_ORDER)
                .set(PAYMENT_ORDER.ID, order.orderId())
                .set(PAYMENT_ORDER.USER_ID, order.userId())
                .set(PAYMENT_ORDER.IDEM_KEY, order.idempotencyKey())
                .set(PAYMENT_ORDER.PACKAGE_ID, order.packageId())
                .set(PAYMENT_ORDER.PROVIDER, provider)
                .set(PAYMENT_ORDER.PRICE_MINOR, sale.priceMinor())
                .set(PAYMENT_ORDER.PRICE_ASSET, sale.asset().name())
                .set(PAYMENT_ORDER.TAX_MINOR, sale.taxMinor())
                .set(PAYMENT_ORDER.PAID_COINS, sale.paidCoins())
                .set(PAYMENT_ORDER.BONUS_COINS, sale.bonusCoins())
                .set(PAYMENT_ORDER.STATE, OrderState.CREATED.name())
                .set(PAYMENT_ORDER.REDIRECT_URL, "")
                .set(PAYMENT_ORDER.KEEPS_METHOD, order.keepsMethod())
                .set(PAYMENT_ORDER.AUTO_ATTEMPT, absence == null ? null : absence.attempt())
                .set(PAYMENT_ORDER.AUTO_AT, absence == null ? null : absence.at())
                .set(PAYMENT_ORDER.AUTO_METHOD, absence == null ? null : absence.method())
                .onConflictDoNothing()
                .execute();
    }

    /**
     * Of an order that is made while its buyer is not there.
     *
     * @param attempt its number among theirs
     * @param method the payment that is charged again
     */
    record Absence(int attempt, OffsetDateTime at, String method) {}

    @Override
    public StoredOrder ready(UUID orderId, CheckoutOutcome.Ready ready) {
        return database.transact(transaction -> stored(transaction
                .sql()
                .update(PAYMENT_ORDER)
                .set(PAYMENT_ORDER.REDIRECT_URL, ready.redirectUrl())
                .set(PAYMENT_ORDER.PROVIDER_REF, ready.providerRef())
                .where(PAYMENT_ORDER.ID.eq(orderId))
                .returning()
                .fetchSingle()));
    }

    @Override
    public @Nullable StoredOrder find(UUID orderId) {
        return database.transact(transaction -> {
            PaymentOrderRecord row = transaction
                    .sql()
                    .selectFrom(PAYMENT_ORDER)
                    .where(PAYMENT_ORDER.ID.eq(orderId))
                    .fetchOne();
            return row == null ? null : stored(row);
        });
    }

    @Override
    public WebhookOutcome process(
            String provider, byte[] raw, ProviderEvent said, Function<@Nullable StoredOrder, Decision> decide) {
        return database.transact(transaction -> {
            ProviderEvent event = Inbox.addressed(transaction.sql(), provider, said);
            ProviderEvent.Dispute dispute = event.dispute();
            // A second delivery at the same moment waits here for the first one's commit and then inserts nothing.
            int inserted = transaction
                    .sql()
                    .insertInto(PROVIDER_EVENT)
                    .set(PROVIDER_EVENT.PROVIDER, provider)
                    .set(PROVIDER_EVENT.EVENT_ID, event.eventId())
                    .set(PROVIDER_EVENT.RAW, raw)
                    .set(PROVIDER_EVENT.VERIFIED, true)
                    .set(PROVIDER_EVENT.ORDER_ID, event.orderId())
                    .set(PROVIDER_EVENT.KIND, event.kind().name())
                    .set(PROVIDER_EVENT.PAYMENT_REF, event.paymentId())
                    .set(PROVIDER_EVENT.AMOUNT_MINOR, event.amount().amountMinor())
                    .set(PROVIDER_EVENT.AMOUNT_ASSET, event.amount().asset().name())
                    .set(PROVIDER_EVENT.METHOD_REF, event.methodRef())
                    .set(PROVIDER_EVENT.DISPUTE_REF, dispute == null ? null : dispute.reference())
                    .set(PROVIDER_EVENT.DISPUTE_FEE_MINOR, dispute == null ? null : dispute.feeMinor())
                    .set(PROVIDER_EVENT.DISPUTE_FEE_RETURNED_MINOR, dispute == null ? 0 : dispute.feeReturnedMinor())
                    .set(
                            PROVIDER_EVENT.DISPUTE_RESPOND_BY,
                            dispute == null ? null : Instants.orNull(dispute.respondBy()))
                    .set(PROVIDER_EVENT.DISPUTE_UNDER_REVIEW, dispute != null && dispute.underReview())
                    .onConflictDoNothing()
                    .execute();
            return inserted == 0 ? new WebhookOutcome.Duplicate() : events.settle(transaction, provider, event, decide);
        });
    }

    @Override
    public @Nullable WebhookOutcome replay(
            long inboxId, BiFunction<ProviderEvent, @Nullable StoredOrder, Decision> decide) {
        return database.transact(transaction -> {
            ProviderEventRecord row = transaction
                    .sql()
                    .selectFrom(PROVIDER_EVENT)
                    .where(PROVIDER_EVENT.ID.eq(inboxId))
                    .and(Inbox.isReplayable())
                    .forUpdate()
                    .fetchOne();
            return row == null ? null : decideAgain(transaction, row, decide);
        });
    }

    private WebhookOutcome decideAgain(
            Transaction transaction,
            ProviderEventRecord row,
            BiFunction<ProviderEvent, @Nullable StoredOrder, Decision> decide) {
        ProviderEvent event = Inbox.addressed(transaction.sql(), row.getProvider(), Inbox.event(row));
        row.setOrderId(event.orderId());
        row.update();
        return events.settle(transaction, row.getProvider(), event, order -> decide.apply(event, order));
    }

    @Override
    public boolean dismiss(
            long inboxId, UUID person, String note, BiFunction<ProviderEvent, @Nullable StoredOrder, Decision> decide) {
        return database.transact(transaction -> {
            ProviderEventRecord row = transaction
                    .sql()
                    .selectFrom(PROVIDER_EVENT)
                    .where(PROVIDER_EVENT.ID.eq(inboxId))
                    .and(Inbox.isKeptAside())
                    .forUpdate()
                    .fetchOne();
            if (row == null) {
                return false;
            }
            boolean stays = Inbox.isClosedAsItIs(row)
                    || decideAgain(transaction, row, decide) instanceof WebhookOutcome.Quarantined;
            if (!stays) {
                return transaction.undo(false);
            }
            FetchRows.leaveToPeople(transaction.sql(), row);
            return Inbox.dismiss(transaction.sql(), inboxId, person, note);
        });
    }

    @Override
    public Page<InboxEntry> inbox(@Nullable String provider, @Nullable String cursor, int limit) {
        return database.transact(transaction -> Inbox.page(transaction.sql(), provider, cursor, limit));
    }

    @Override
    public List<InboxSummary> inboxSummary() {
        return database.transact(transaction -> Inbox.summary(transaction.sql()));
    }

    @Override
    public List<RefundOrder> refundsToSend(int limit) {
        return database.transact(transaction -> RefundRows.toSend(transaction.sql(), limit));
    }

    @Override
    public void refundTold(UUID refundId, RefundState state) {
        database.transact(transaction -> RefundRows.told(transaction.sql(), refundId, state));
    }

    @Override
    public void refundAsked(UUID refundId, Instant now) {
        database.transact(transaction -> RefundRows.asked(transaction.sql(), refundId, now));
    }

    @Override
    public @Nullable OrderToFetch nextToFetch(
            String provider, Duration payableFor, @Nullable Set<UUID> watched, Instant now) {
        return database.transact(transaction -> FetchRows.next(transaction.sql(), provider, payableFor, watched, now));
    }

    @Override
    public boolean hasBought(UUID userId) {
        return database.transact(transaction -> transaction
                .sql()
                .fetchExists(
                        PAYMENT_ORDER,
                        PAYMENT_ORDER
                                .USER_ID
                                .eq(userId)
                                .and(PAYMENT_ORDER.STATE.in(OrderState.PAID.name(), OrderState.PART_REFUNDED.name()))));
    }

    @Override
    public void tellOfSilence(String provider, Instant now) {
        database.transact(transaction -> {
            Routines.raiseAlert(
                    transaction.sql().configuration(),
                    "silent:%s:%s".formatted(provider, LocalDate.ofInstant(now, ZoneOffset.UTC)),
                    Alert.Kind.PROVIDER_SILENT.name(),
                    provider,
                    provider + " gives no answer about orders that wait for one");
            return 0;
        });
    }

    @Override
    public void fetchedLast(UUID orderId) {
        database.transact(transaction -> FetchRows.last(transaction.sql(), orderId));
    }

    @Override
    public void keepSandboxPayment(UUID orderId, String paymentId, Money amount) {
        database.transact(transaction -> FetchRows.keep(transaction.sql(), orderId, paymentId, amount));
    }

    @Override
    public @Nullable SandboxPayment sandboxPayment(UUID orderId) {
        return database.transact(transaction -> FetchRows.atTheSandbox(transaction.sql(), orderId));
    }

    @Override
    public byte[] secret(String name) {
        return database.transact(transaction -> InstallationSecrets.of(transaction.sql(), name));
    }

    static StoredOrder stored(PaymentOrderRecord row) {
        Asset asset = Asset.valueOf(row.getPriceAsset());
        Sale sale = new Sale(asset, row.getPriceMinor(), row.getTaxMinor(), row.getPaidCoins(), row.getBonusCoins());
        Order order = new Order(
                row.getId(),
                row.getUserId(),
                row.getPackageId(),
                row.getProvider(),
                new Money(row.getPriceMinor(), asset),
                Money.coins(Math.addExact(row.getPaidCoins(), row.getBonusCoins())),
                OrderState.valueOf(row.getState()),
                row.getRedirectUrl(),
                Objects.requireNonNull(row.getCreatedAt()).toInstant());
        NewOrder terms = new NewOrder(
                row.getId(), row.getUserId(), row.getIdemKey(), row.getPackageId(), sale, row.getKeepsMethod());
        return new StoredOrder(order, terms, row.getPaymentRef());
    }
}
