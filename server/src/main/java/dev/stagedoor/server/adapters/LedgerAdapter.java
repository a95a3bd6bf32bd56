package dev.stagedoor.server.adapters;

import static dev.stagedoor.server.adapters.MoneyTranslation.money;
import static dev.stagedoor.server.adapters.MoneyTranslation.page;

import dev.stagedoor.billing.metering.SessionBrowser;
import dev.stagedoor.billing.metering.SessionState;
import dev.stagedoor.signaling.LedgerBrowser;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.WalletService.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The books and the metered sessions, as the admin console sees them, read from billing. */
public final class LedgerAdapter implements LedgerBrowser {
    private final dev.stagedoor.billing.ledger.LedgerBrowser ledger;
    private final SessionBrowser sessions;

    /** Over billing's two browsers. */
    public LedgerAdapter(dev.stagedoor.billing.ledger.LedgerBrowser ledger, SessionBrowser sessions) {
        this.ledger = ledger;
        this.sessions = sessions;
    }

    @Override
    public TrialBalance trialBalance() {
        var balance = ledger.trialBalance();
        return new TrialBalance(
                balance.lines().stream()
                        .map(line ->
                                new TrialBalanceLine(line.code(), line.kind(), money(line.balance()), line.accounts()))
                        .toList(),
                balance.totals().stream().map(MoneyTranslation::money).toList(),
                balance.zero(),
                balance.at());
    }

    @Override
    public Page<Account> accounts(@Nullable UUID ownerId, @Nullable String kind, @Nullable String cursor, int limit) {
        return page(
                ledger.accounts(ownerId, kind, cursor, limit),
                row -> new Account(row.id(), row.code(), row.ownerId(), money(row.balance()), row.version()));
    }

    @Override
    public Page<Transfer> transfers(TransferFilter filter, @Nullable String cursor, int limit) {
        var translated = new dev.stagedoor.billing.ledger.LedgerBrowser.Filter(
                filter.accountId(), filter.callId(), filter.code());
        return page(ledger.transfers(translated, cursor, limit), LedgerAdapter::transfer);
    }

    @Override
    public @Nullable Transfer transfer(long transferId) {
        var row = ledger.transfer(transferId);
        return row == null ? null : transfer(row);
    }

    @Override
    public Page<MeteredSession> sessions(@Nullable String state, @Nullable String cursor, int limit) {
        return page(
                sessions.sessions(state == null ? null : SessionState.valueOf(state), cursor, limit),
                LedgerAdapter::session);
    }

    @Override
    public @Nullable MeteredSession session(UUID callId) {
        var session = sessions.session(callId);
        return session == null ? null : session(session);
    }

    private static Transfer transfer(dev.stagedoor.billing.ledger.LedgerBrowser.TransferRow row) {
        return new Transfer(
                row.id(),
                row.code(),
                row.idempotencyScope(),
                row.idempotencyKey(),
                row.sessionId(),
                row.reversesTransferId(),
                row.reversedByTransferId(),
                row.createdAt(),
                row.actor(),
                row.entries().stream().map(LedgerAdapter::entry).toList());
    }

    private static Entry entry(dev.stagedoor.billing.ledger.LedgerBrowser.EntryRow row) {
        return new Entry(
                row.line(),
                row.accountId(),
                row.code(),
                row.ownerId(),
                money(row.amount()),
                orNull(row.balanceAfter()));
    }

    private static @Nullable Money orNull(dev.stagedoor.billing.ledger.@Nullable Money money) {
        return money == null ? null : money(money);
    }

    private static MeteredSession session(dev.stagedoor.billing.metering.MeteredSession session) {
        return new MeteredSession(
                session.callId(),
                session.viewerId(),
                session.performerId(),
                session.state().name(),
                money(session.perMinute()),
                session.increment().name(),
                session.billableMs(),
                money(session.held()),
                money(session.captured()),
                money(session.released()),
                session.leaseEpoch(),
                session.endReason() == null ? null : session.endReason().name(),
                session.fault(),
                session.createdAt(),
                session.startedAt(),
                session.endedAt(),
                session.heartbeats().stream()
                        .map(beat -> new Heartbeat(beat.tick(), beat.billableMs(), beat.leaseEpoch(), beat.at()))
                        .toList(),
                session.heartbeatsDeletedAt());
    }
}
