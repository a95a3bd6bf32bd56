package dev.stagedoor.billing.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The journal as an accountant reads it. Read only; every method is one consistent snapshot. */
public interface LedgerBrowser {
    /** Sums per account kind and asset. */
    TrialBalance trialBalance();

    /** Accounts in order of id, filtered by owner and kind (or code of the chart) when given. */
    Page<AccountRow> accounts(@Nullable UUID ownerId, @Nullable String kind, @Nullable String cursor, int limit);

    /** Transfers with their entries, newest first. */
    Page<TransferRow> transfers(Filter filter, @Nullable String cursor, int limit);

    /** One transfer with its entries, null if there is none. */
    @Nullable
    TransferRow transfer(long transferId);

    /** Which transfers to show; null fields do not filter. */
    record Filter(
            @Nullable Long accountId,
            @Nullable UUID sessionId,
            @Nullable String code) {
        /** All transfers. */
        public static final Filter NONE = new Filter(null, null, null);
    }

    /**
     * @param code of the chart of accounts
     * @param qualifier provider or tax section, empty if the kind has none
     * @param version number of entries so far
     */
    record AccountRow(
            long id,
            String code,
            String kind,
            String qualifier,
            @Nullable UUID ownerId,
            Money balance,
            long version) {}

    /**
     * One immutable transfer of the journal.
     *
     * @param reversesTransferId the transfer this one takes back, null if it takes back none
     * @param reversedByTransferId the transfer that took this one back, null while it stands
     */
    record TransferRow(
            long id,
            String code,
            String idempotencyScope,
            String idempotencyKey,
            @Nullable UUID sessionId,
            @Nullable Long reversesTransferId,
            @Nullable Long reversedByTransferId,
            Instant createdAt,
            String actor,
            List<EntryRow> entries) {
        public TransferRow {
            entries = List.copyOf(entries);
        }
    }

    /** @param balanceAfter null for accounts whose balance is folded later */
    record EntryRow(
            int line,
            long accountId,
            String code,
            @Nullable UUID ownerId,
            Money amount,
            @Nullable Money balanceAfter) {}
}
