package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.APPROVAL;
import static dev.stagedoor.billing.store.jooq.Tables.PRICE_LIST;

import dev.stagedoor.billing.approval.Approval;
import dev.stagedoor.billing.approval.CanonicalJson;
import dev.stagedoor.billing.pricing.GiftLooks;
import dev.stagedoor.billing.pricing.PriceChange;
import dev.stagedoor.billing.pricing.PriceList;
import dev.stagedoor.billing.pricing.PriceListRules;
import dev.stagedoor.billing.pricing.PriceStore;
import dev.stagedoor.billing.pricing.PriceValidator;
import dev.stagedoor.billing.pricing.PublishedPrices;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Published price lists in PostgreSQL. */
public final class PostgresPrices implements PriceStore {
    private final Database database;

    public PostgresPrices(Database database) {
        this.database = database;
    }

    /**
     * Publishes a list when it is approved.
     *
     * @param currency that the books are kept in
     */
    public static ApprovedChange publication(String currency) {
        return new Publication(currency);
    }

    @Override
    public List<PublishedPrices> published() {
        return database.transact(transaction -> transaction
                .sql()
                .select()
                .from(PRICE_LIST)
                .join(APPROVAL)
                .on(APPROVAL.ID.eq(PRICE_LIST.APPROVAL_ID))
                .orderBy(PRICE_LIST.VERSION)
                .fetch(PostgresPrices::published));
    }

    private static PublishedPrices published(Record row) {
        return new PublishedPrices(
                row.get(PRICE_LIST.VERSION),
                CanonicalJson.read(row.get(PRICE_LIST.GIFT_LOOKS), GiftLooks.class)
                        .on(CanonicalJson.read(row.get(PRICE_LIST.PAYLOAD), PriceList.class)),
                row.get(PRICE_LIST.VALID_FROM).toInstant(),
                new PublishedPrices.Publication(
                        row.get(APPROVAL.ID),
                        row.get(APPROVAL.PROPOSED_BY),
                        row.get(APPROVAL.DECIDED_BY),
                        row.get(PRICE_LIST.PUBLISHED_AT).toInstant(),
                        row.get(APPROVAL.REASON),
                        row.get(PRICE_LIST.OVERRIDE_REASON)));
    }

    private static final class Publication extends ApprovedChange {
        private final String currency;

        Publication(String currency) {
            this.currency = currency;
        }

        @Override
        String kind() {
            return PriceChange.KIND;
        }

        @Override
        @Nullable
        String apply(Transaction transaction, Approval approval) {
            PriceChange change = CanonicalJson.read(approval.payload(), PriceChange.class);
            // Rules may have become stricter since it was proposed, with a newer program.
            if (!PriceListRules.check(change.prices(), currency).isEmpty()
                    || (change.overrideReason().isBlank()
                            && !PriceValidator.tooLow(change.prices()).isEmpty())) {
                return "the list does not keep to the rules. Propose it again.";
            }
            Instant now = Objects.requireNonNull(approval.decision()).at();
            Instant wanted = change.validFrom().isEmpty() ? now : Instant.parse(change.validFrom());
            int inserted = transaction
                    .sql()
                    .insertInto(PRICE_LIST)
                    .set(PRICE_LIST.VERSION, change.baseVersion() + 1)
                    .set(PRICE_LIST.PAYLOAD, CanonicalJson.write(GiftLooks.takenFrom(change.prices())))
                    .set(PRICE_LIST.GIFT_LOOKS, CanonicalJson.write(GiftLooks.of(change.prices())))
                    .set(PRICE_LIST.VALID_FROM, (wanted.isBefore(now) ? now : wanted).atOffset(ZoneOffset.UTC))
                    .set(PRICE_LIST.PUBLISHED_AT, now.atOffset(ZoneOffset.UTC))
                    .set(PRICE_LIST.APPROVAL_ID, approval.id())
                    .set(PRICE_LIST.OVERRIDE_REASON, change.overrideReason().strip())
                    .onConflict(PRICE_LIST.VERSION)
                    .doNothing()
                    .execute();
            return inserted == 1 ? null : "another list was published since. Propose it again, based on that one.";
        }
    }
}
