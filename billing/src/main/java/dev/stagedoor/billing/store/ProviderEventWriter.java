package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.PAYMENT_ORDER;
import static dev.stagedoor.billing.store.jooq.Tables.PROVIDER_EVENT;

import dev.stagedoor.billing.disputes.DisputeTerms;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.payments.PaymentStore;
import dev.stagedoor.billing.payments.PaymentStore.Decision;
import dev.stagedoor.billing.payments.ProviderEvent;
import dev.stagedoor.billing.payments.WebhookOutcome;
import dev.stagedoor.billing.risk.TraitKind;
import dev.stagedoor.billing.store.jooq.tables.records.PaymentOrderRecord;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Does what was decided of a provider's event that is in the inbox, inside the transaction that took it. */
final class ProviderEventWriter {
    private final InstantSource clock;
    private final RefundWriter refunds;
    private final ChargebackWriter chargebacks;
    private final ReferralWriter commissions;

    ProviderEventWriter(DisputeTerms terms, Supplier<UUID> ids, ReferralWriter commissions, InstantSource clock) {
        this.clock = clock;
        this.commissions = commissions;
        this.refunds = new RefundWriter(ids, commissions);
        this.chargebacks = new ChargebackWriter(terms, ids, commissions);
    }

    /**
     * Decides and books, and closes the event with what came of it.
     *
     * @param decide what is to be done, knowing the order, which is locked
     */
    WebhookOutcome settle(
            Transaction transaction,
            String provider,
            ProviderEvent event,
            Function<PaymentStore.@Nullable StoredOrder, Decision> decide) {
        DSLContext sql = transaction.sql();
        PaymentOrderRecord row = sql.selectFrom(PAYMENT_ORDER)
                .where(PAYMENT_ORDER.ID.eq(event.orderId()))
                .forUpdate()
                .fetchOne();
        Decision decision = decide.apply(row == null ? null : PostgresPayments.stored(row));
        return switch (decision) {
            case Decision.Move move -> move(transaction, provider, event, move);
            case Decision.TakeBack(boolean inAll) -> {
                String reason = takeBack(transaction, event, inAll);
                close(sql, provider, event, reason.isEmpty() ? "ACCEPTED" : "QUARANTINED", reason);
                yield reason.isEmpty() ? new WebhookOutcome.Accepted() : new WebhookOutcome.Quarantined(reason);
            }
            case Decision.Ignore _ -> {
                RefundRows.doneByHand(sql, event);
                close(sql, provider, event, "STALE", "");
                yield new WebhookOutcome.Accepted();
            }
            case Decision.Quarantine quarantine -> {
                RefundRows.failed(sql, event);
                close(sql, provider, event, "QUARANTINED", quarantine.reason());
                yield new WebhookOutcome.Quarantined(quarantine.reason());
            }
        };
    }

    private WebhookOutcome move(Transaction transaction, String provider, ProviderEvent event, Decision.Move move) {
        Posting posting = move.posting();
        String reason = posting == null ? "" : refusal(transaction.post(posting));
        if (!reason.isEmpty()) {
            close(transaction.sql(), provider, event, "QUARANTINED", reason);
            return new WebhookOutcome.Quarantined(reason);
        }
        var update = transaction
                .sql()
                .update(PAYMENT_ORDER)
                .set(PAYMENT_ORDER.STATE, move.state().name())
                .set(PAYMENT_ORDER.UPDATED_AT, Instants.clockTimestamp());
        if (posting != null) {
            update = update.set(PAYMENT_ORDER.PAYMENT_REF, event.paymentId())
                    .set(PAYMENT_ORDER.METHOD_REF, event.methodRef());
        }
        update.where(PAYMENT_ORDER.ID.eq(event.orderId())).execute();
        if (posting != null) {
            // A purchase has the id of its order.
            commissions.settle(transaction, posting.ref());
            remember(transaction.sql(), event);
        }
        close(transaction.sql(), provider, event, "ACCEPTED", "");
        return new WebhookOutcome.Accepted();
    }

    /** By which card it was paid, where that is known: many accounts of one card are worth a look. */
    private void remember(DSLContext sql, ProviderEvent event) {
        String card = event.card();
        if (card != null) {
            UUID buyer = sql.select(PAYMENT_ORDER.USER_ID)
                    .from(PAYMENT_ORDER)
                    .where(PAYMENT_ORDER.ID.eq(event.orderId()))
                    .fetchSingle()
                    .value1();
            TraitRows.seen(sql, buyer, TraitKind.CARD, card, clock.instant());
        }
    }

    /** Empty if it was booked, or had been; else why people must look at it. */
    private String takeBack(Transaction transaction, ProviderEvent event, boolean inAll) {
        DSLContext sql = transaction.sql();
        UUID orderId = event.orderId();
        SoldOrder order = orderId == null ? null : SoldOrder.lock(sql, orderId);
        ProviderEvent.Dispute dispute = event.dispute();
        if (order == null) {
            return "the order was never booked as paid";
        }
        if (dispute == null) {
            return refunded(transaction, order, event, inAll);
        }
        if (event.kind() == ProviderEvent.Kind.CHARGEBACK_OPENED) {
            chargebacks.open(transaction, order, event, dispute, clock.instant());
            return "";
        }
        boolean won = event.kind() == ProviderEvent.Kind.CHARGEBACK_WON;
        return chargebacks.close(transaction, order, dispute, won, clock.instant());
    }

    /**
     * Books what is not booked of what the provider has given back by now. Less than is booked is older than the books, or went back
     * by another way while what was granted is still to be sent; it changes nothing.
     */
    private String refunded(Transaction transaction, SoldOrder order, ProviderEvent event, boolean inAll) {
        DSLContext sql = transaction.sql();
        long beforeMinor = RefundWriter.returnedBefore(sql, order);
        long toldMinor = event.amount().amountMinor() + (inAll ? 0 : Inbox.refundsTold(sql, order, event.eventId()));
        if (toldMinor > order.sale().priceMinor()) {
            return "%s had been returned, now %s: more than was paid"
                    .formatted(
                            new Money(beforeMinor, event.amount().asset()).words(),
                            event.amount().words());
        }
        if (toldMinor >= beforeMinor) {
            RefundRows.done(sql, order.id());
        }
        if (toldMinor > beforeMinor) {
            refunds.refundedByProvider(transaction, order, beforeMinor, toldMinor);
        }
        return "";
    }

    private static String refusal(PostOutcome outcome) {
        return switch (outcome) {
            case PostOutcome.Posted _, PostOutcome.Replayed _ -> "";
            case PostOutcome.IdempotencyConflict _ -> "this payment was booked before for something else";
            case PostOutcome.InsufficientFunds _, PostOutcome.Fenced _ -> "the ledger refused: " + outcome;
        };
    }

    private static void close(DSLContext sql, String provider, ProviderEvent event, String outcome, String reason) {
        sql.update(PROVIDER_EVENT)
                .set(PROVIDER_EVENT.OUTCOME, outcome)
                .set(PROVIDER_EVENT.REASON, reason)
                .set(PROVIDER_EVENT.PROCESSED_AT, Instants.clockTimestamp())
                .where(PROVIDER_EVENT.PROVIDER.eq(provider))
                .and(PROVIDER_EVENT.EVENT_ID.eq(event.eventId()))
                .execute();
    }
}
