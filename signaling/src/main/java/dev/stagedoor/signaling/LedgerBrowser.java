package dev.stagedoor.signaling;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the admin console asks of billing. Read only. Methods may block. */
public interface LedgerBrowser {
    /** Sums per account kind and asset; every asset's total must be zero. */
    TrialBalance trialBalance();

    /** Accounts, filtered by owner and kind when given. */
    WalletService.Page<Account> accounts(
            @Nullable UUID ownerId, @Nullable String kind, @Nullable String cursor, int limit);

    /** Transfers, newest first, filtered by account, call or code when given. */
    WalletService.Page<Transfer> transfers(TransferFilter filter, @Nullable String cursor, int limit);

    /** One transfer with its entries, null if there is none. */
    @Nullable
    Transfer transfer(long transferId);

    /** Metered sessions, newest first. */
    WalletService.Page<MeteredSession> sessions(@Nullable String state, @Nullable String cursor, int limit);

    /** One metered session with its heartbeats, null if there is none. */
    @Nullable
    MeteredSession session(UUID callId);

    /** @param lines per account kind and asset, credit positive */
    record TrialBalance(List<TrialBalanceLine> lines, List<Money> totals, boolean zero, Instant at) {}

    record TrialBalanceLine(String code, String kind, Money balance, long accounts) {}

    record Account(long id, String code, @Nullable UUID ownerId, Money balance, long version) {}

    record TransferFilter(
            @Nullable Long accountId,
            @Nullable UUID callId,
            @Nullable String code) {}

    /**
     * @param reversesTransferId the transfer this one takes back, null if it takes back none
     * @param reversedByTransferId the transfer that took this one back, null while it stands
     */
    record Transfer(
            long id,
            String code,
            String idempotencyScope,
            String idempotencyKey,
            @Nullable UUID callId,
            @Nullable Long reversesTransferId,
            @Nullable Long reversedByTransferId,
            Instant createdAt,
            String actor,
            List<Entry> entries) {}

    /** @param balanceAfter null for accounts whose balance is folded later */
    record Entry(
            int line,
            long accountId,
            String code,
            @Nullable UUID ownerId,
            Money amount,
            @Nullable Money balanceAfter) {}

    record MeteredSession(
            UUID callId,
            UUID viewerId,
            UUID performerId,
            String state,
            Money perMinute,
            String increment,
            long billableMs,
            Money held,
            Money captured,
            Money released,
            long leaseEpoch,
            @Nullable String endReason,
            boolean fault,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            List<Heartbeat> heartbeats,
            @Nullable Instant heartbeatsDeletedAt) {}

    record Heartbeat(int tick, long billableMs, long leaseEpoch, Instant at) {}
}
