package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ESCROW_CLAIM;
import static dev.stagedoor.billing.store.jooq.Tables.ESCROW_EVENT;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.shows.Claim;
import dev.stagedoor.billing.shows.EscrowEvent;
import dev.stagedoor.billing.shows.EscrowStore.Unsettled;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Rows of events and claims and what they mean. */
final class EscrowRows {
    private EscrowRows() {}

    static EscrowEvent event(Record row) {
        return new EscrowEvent(
                row.get(ESCROW_EVENT.ID),
                row.get(ESCROW_EVENT.PERFORMER_ID),
                EscrowEvent.Kind.valueOf(row.get(ESCROW_EVENT.KIND)),
                row.get(ESCROW_EVENT.TITLE),
                coins(row.get(ESCROW_EVENT.PRICE_MINOR)),
                coins(row.get(ESCROW_EVENT.TARGET_MINOR)),
                row.get(ESCROW_EVENT.DELIVER_MS),
                row.get(ESCROW_EVENT.DELIVERED_MS),
                Money.coins(row.get(ESCROW_EVENT.COLLECTED_MINOR)),
                row.get(ESCROW_EVENT.CLOSES_AT).toInstant(),
                EscrowEvent.State.valueOf(row.get(ESCROW_EVENT.STATE)));
    }

    static Claim claim(Record row) {
        return new Claim(
                row.get(ESCROW_CLAIM.ID),
                row.get(ESCROW_CLAIM.EVENT_ID),
                row.get(ESCROW_CLAIM.VIEWER_ID),
                Money.coins(row.get(ESCROW_CLAIM.AMOUNT_MINOR)),
                Claim.State.valueOf(row.get(ESCROW_CLAIM.STATE)),
                row.get(ESCROW_CLAIM.CREATED_AT).toInstant());
    }

    static Unsettled unsettled(Record row) {
        return new Unsettled(
                row.get(ESCROW_CLAIM.ID),
                row.get(ESCROW_CLAIM.EVENT_ID),
                row.get(ESCROW_CLAIM.VIEWER_ID),
                row.get(ESCROW_EVENT.PERFORMER_ID),
                row.get(ESCROW_CLAIM.AMOUNT_MINOR),
                row.get(ESCROW_EVENT.STATE).equals(EscrowEvent.State.DONE.name()),
                new SplitTerms(
                        Asset.valueOf(row.get(ESCROW_EVENT.PAYOUT_ASSET)),
                        row.get(ESCROW_EVENT.NOMINAL_MINOR_PER_COIN),
                        row.get(ESCROW_EVENT.PERFORMER_BASIS_POINTS),
                        AgencyColumns.share(
                                row.get(ESCROW_EVENT.AGENCY_ID), row.get(ESCROW_EVENT.AGENCY_BASIS_POINTS))));
    }

    private static @Nullable Money coins(@Nullable Long minor) {
        return minor == null ? null : Money.coins(minor);
    }
}
