package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.LedgerBrowser;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.WalletService.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Books with one transfer, one account and one session, all of the same two people. */
final class TestLedger implements LedgerBrowser {
    static final long TRANSFER = 77;

    private volatile UUID viewerId = UUID.randomUUID();
    private volatile UUID performerId = UUID.randomUUID();

    void belongsTo(UUID viewer, UUID performer) {
        viewerId = viewer;
        performerId = performer;
    }

    @Override
    public TrialBalance trialBalance() {
        return new TrialBalance(
                List.of(new TrialBalanceLine("V1", "viewer available", coins(96_000), 1)),
                List.of(coins(0)),
                true,
                Instant.EPOCH);
    }

    @Override
    public Page<Account> accounts(@Nullable UUID ownerId, @Nullable String kind, @Nullable String cursor, int limit) {
        return new Page<>(List.of(new Account(12, "V1", viewerId, coins(96_000), 41)), "next");
    }

    @Override
    public Page<Transfer> transfers(TransferFilter filter, @Nullable String cursor, int limit) {
        return new Page<>(List.of(newTransfer()), null);
    }

    @Override
    public @Nullable Transfer transfer(long transferId) {
        return transferId == TRANSFER ? newTransfer() : null;
    }

    private Transfer newTransfer() {
        return new Transfer(
                TRANSFER,
                "CALL_CAPTURE",
                "call",
                "key",
                null,
                null,
                null,
                Instant.EPOCH,
                "metering",
                List.of(
                        new Entry(1, 12, "V1", viewerId, coins(-8_000), coins(88_000)),
                        new Entry(2, 1, "H1", null, coins(8_000), null)));
    }

    @Override
    public Page<MeteredSession> sessions(@Nullable String state, @Nullable String cursor, int limit) {
        return new Page<>(List.of(newSession(List.of())), null);
    }

    @Override
    public @Nullable MeteredSession session(UUID callId) {
        return newSession(List.of(new Heartbeat(1, 5_000, 3, Instant.EPOCH)));
    }

    private MeteredSession newSession(List<Heartbeat> heartbeats) {
        return new MeteredSession(
                UUID.randomUUID(),
                viewerId,
                performerId,
                "ACTIVE",
                coins(8_000),
                "MINUTE",
                5_000,
                coins(24_000),
                coins(8_000),
                coins(0),
                3,
                null,
                false,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                heartbeats,
                null);
    }

    private static Money coins(long minor) {
        return new Money(minor, "COIN");
    }
}
