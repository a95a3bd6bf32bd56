package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.PAYMENT_ORDER;
import static dev.stagedoor.billing.store.jooq.Tables.PROVIDER_EVENT;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.payments.InboxEntry;
import dev.stagedoor.billing.payments.InboxSummary;
import dev.stagedoor.billing.payments.ProviderEvent;
import dev.stagedoor.billing.store.jooq.tables.records.ProviderEventRecord;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Webhooks that came in, to be read and decided on again. */
final class Inbox {
    static final String QUARANTINED = "QUARANTINED";
    static final String SETTLED = "SETTLED";

    /** Said of a case that was decided otherwise, or that was never opened, it may contradict the books for good. */
    private static final Set<String> VERDICTS =
            Set.of(ProviderEvent.Kind.CHARGEBACK_WON.name(), ProviderEvent.Kind.CHARGEBACK_LOST.name());

    private Inbox() {}

    static Condition isKeptAside() {
        return PROVIDER_EVENT.OUTCOME.eq(QUARANTINED);
    }

    /** Kept aside, and known well enough to be decided on. */
    static Condition isReplayable() {
        return isKeptAside().and(PROVIDER_EVENT.KIND.isNotNull());
    }

    /** What a replayable row said. */
    static ProviderEvent event(ProviderEventRecord row) {
        String dispute = row.getDisputeRef();
        return new ProviderEvent(
                row.getEventId(),
                ProviderEvent.Kind.valueOf(row.getKind()),
                row.getOrderId(),
                row.getPaymentRef(),
                new Money(row.getAmountMinor(), Asset.valueOf(row.getAmountAsset())),
                dispute == null
                        ? null
                        : new ProviderEvent.Dispute(
                                dispute,
                                row.getDisputeFeeMinor(),
                                row.getDisputeFeeReturnedMinor(),
                                Instants.instant(row.getDisputeRespondBy()),
                                row.getDisputeUnderReview()),
                row.getMethodRef());
    }

    /** The event with the order that was paid by its payment, if it names none and there is one. */
    static ProviderEvent addressed(DSLContext sql, String provider, ProviderEvent event) {
        if (event.orderId() != null) {
            return event;
        }
        UUID orderId = sql.select(PAYMENT_ORDER.ID)
                .from(PAYMENT_ORDER)
                .where(PAYMENT_ORDER.PROVIDER.eq(provider))
                .and(PAYMENT_ORDER.PAYMENT_REF.eq(event.paymentId()))
                .fetchOne(PAYMENT_ORDER.ID);
        return orderId == null ? event : event.about(orderId);
    }

    /** What other news of refunds of an order said that was accepted, in minor units. */
    static long refundsTold(DSLContext sql, SoldOrder order, String exceptEventId) {
        return sql.select(DSL.coalesce(DSL.sum(PROVIDER_EVENT.AMOUNT_MINOR), 0).cast(Long.class))
                .from(PROVIDER_EVENT)
                .where(PROVIDER_EVENT.ORDER_ID.eq(order.id()))
                .and(PROVIDER_EVENT.KIND.eq(DSL.inline(ProviderEvent.Kind.REFUNDED.name())))
                .and(PROVIDER_EVENT.PROVIDER.eq(order.provider()))
                .and(PROVIDER_EVENT.EVENT_ID.ne(exceptEventId))
                .and(PROVIDER_EVENT.OUTCOME.eq("ACCEPTED"))
                .fetchSingle()
                .value1();
    }

    /** Whether it may be closed although deciding again would settle it, or without anything to decide on. */
    static boolean isClosedAsItIs(ProviderEventRecord row) {
        return row.getKind() == null || VERDICTS.contains(row.getKind());
    }

    static boolean dismiss(DSLContext sql, long inboxId, UUID person, String note) {
        return sql.update(PROVIDER_EVENT)
                        .set(PROVIDER_EVENT.OUTCOME, SETTLED)
                        .set(PROVIDER_EVENT.REASON, PROVIDER_EVENT.REASON.concat(" – %s (%s)".formatted(note, person)))
                        .where(PROVIDER_EVENT.ID.eq(inboxId))
                        .and(isKeptAside())
                        .execute()
                == 1;
    }

    static Page<InboxEntry> page(DSLContext sql, @Nullable String provider, @Nullable String cursor, int limit) {
        List<InboxEntry> found = sql.selectFrom(PROVIDER_EVENT)
                .where(provider == null ? DSL.noCondition() : PROVIDER_EVENT.PROVIDER.eq(provider))
                .and(PROVIDER_EVENT.ID.lt(Cursor.parseNumber(cursor, Long.MAX_VALUE)))
                .orderBy(PROVIDER_EVENT.ID.desc())
                .limit(limit + 1)
                .fetch(Inbox::entry);
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(
                        found.subList(0, limit),
                        Long.toString(found.get(limit - 1).inboxId()));
    }

    /** By one descent of an index for each provider, of whom there are few, and by what is kept aside, which is little. */
    static List<InboxSummary> summary(DSLContext sql) {
        Map<String, Integer> keptAside = sql.select(PROVIDER_EVENT.PROVIDER, DSL.count())
                .from(PROVIDER_EVENT)
                // In the statement's own text, so that the planner finds the index of what is kept aside.
                .where(PROVIDER_EVENT.OUTCOME.eq(DSL.inline(QUARANTINED)))
                .groupBy(PROVIDER_EVENT.PROVIDER)
                .fetchMap(Record2::value1, Record2::value2);
        List<InboxSummary> summary = new ArrayList<>();
        Record2<String, OffsetDateTime> newest = newestOfNext(sql, "");
        while (newest != null) {
            String provider = newest.value1();
            summary.add(new InboxSummary(provider, newest.value2().toInstant(), keptAside.getOrDefault(provider, 0)));
            newest = newestOfNext(sql, provider);
        }
        return summary;
    }

    /** When the next provider by name sent its newest event; null if there is no next one. */
    private static @Nullable Record2<String, OffsetDateTime> newestOfNext(DSLContext sql, String provider) {
        return sql.select(PROVIDER_EVENT.PROVIDER, PROVIDER_EVENT.RECEIVED_AT)
                .from(PROVIDER_EVENT)
                .where(PROVIDER_EVENT.PROVIDER.gt(provider))
                .orderBy(PROVIDER_EVENT.PROVIDER, PROVIDER_EVENT.ID.desc())
                .limit(1)
                .fetchOne();
    }

    private static InboxEntry entry(ProviderEventRecord row) {
        Long amountMinor = row.getAmountMinor();
        return new InboxEntry(
                row.getId(),
                row.getProvider(),
                row.getEventId(),
                row.getKind(),
                row.getOrderId(),
                amountMinor == null ? null : new Money(amountMinor, Asset.valueOf(row.getAmountAsset())),
                Objects.requireNonNullElse(row.getOutcome(), ""),
                row.getReason(),
                row.getReceivedAt().toInstant(),
                QUARANTINED.equals(row.getOutcome()) && row.getKind() != null,
                QUARANTINED.equals(row.getOutcome()),
                row.getPayoutId());
    }
}
