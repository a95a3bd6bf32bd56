package dev.stagedoor.signaling.admin;

import dev.stagedoor.signaling.LedgerBrowser;
import dev.stagedoor.signaling.LedgerBrowser.Account;
import dev.stagedoor.signaling.LedgerBrowser.Entry;
import dev.stagedoor.signaling.LedgerBrowser.MeteredSession;
import dev.stagedoor.signaling.LedgerBrowser.Transfer;
import dev.stagedoor.signaling.LedgerBrowser.TransferFilter;
import dev.stagedoor.signaling.LedgerBrowser.TrialBalance;
import dev.stagedoor.signaling.WalletService.Page;
import dev.stagedoor.signaling.identity.AccountStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sessions, books and people as the console shows them. Billing knows owners as ids only; names are put to them here. */
public final class Console {
    private final LedgerBrowser ledger;
    private final AccountStore people;

    /** @param people where names come from */
    public Console(LedgerBrowser ledger, AccountStore people) {
        this.ledger = ledger;
        this.people = people;
    }

    /** Metered sessions, newest first, without their heartbeats. */
    public Page<NamedSession> sessions(@Nullable String state, @Nullable String cursor, int limit) {
        Page<MeteredSession> page = ledger.sessions(state, cursor, limit);
        Map<UUID, String> names = names(page.items(), session -> Stream.of(session.viewerId(), session.performerId()));
        return map(page, session -> NamedSession.of(session, names));
    }

    /** One metered session, null if there is none. */
    public @Nullable NamedSession session(UUID callId) {
        MeteredSession session = ledger.session(callId);
        if (session == null) {
            return null;
        }
        return NamedSession.of(session, people.displayNames(List.of(session.viewerId(), session.performerId())));
    }

    /** Sums per account kind and asset. */
    public TrialBalance trialBalance() {
        return ledger.trialBalance();
    }

    /** Ledger accounts. */
    public Page<NamedAccount> accounts(
            @Nullable UUID ownerId, @Nullable String kind, @Nullable String cursor, int limit) {
        Page<Account> page = ledger.accounts(ownerId, kind, cursor, limit);
        Map<UUID, String> names = names(page.items(), account -> Stream.ofNullable(account.ownerId()));
        return map(page, account -> new NamedAccount(account, nameOf(names, account.ownerId())));
    }

    /** Ledger transfers, newest first. */
    public Page<NamedTransfer> transfers(TransferFilter filter, @Nullable String cursor, int limit) {
        Page<Transfer> page = ledger.transfers(filter, cursor, limit);
        Map<UUID, String> names = names(page.items(), Console::owners);
        return map(page, transfer -> named(transfer, names));
    }

    /** One transfer, null if there is none. */
    public @Nullable NamedTransfer transfer(long transferId) {
        Transfer transfer = ledger.transfer(transferId);
        return transfer == null ? null : named(transfer, names(List.of(transfer), Console::owners));
    }

    private static NamedTransfer named(Transfer transfer, Map<UUID, String> names) {
        return NamedTransfer.of(
                transfer,
                transfer.entries().stream()
                        .map(entry -> new NamedEntry(entry, nameOf(names, entry.ownerId())))
                        .toList());
    }

    private static Stream<UUID> owners(Transfer transfer) {
        return transfer.entries().stream().map(Entry::ownerId).filter(Objects::nonNull);
    }

    private static @Nullable String nameOf(Map<UUID, String> names, @Nullable UUID id) {
        return id == null ? null : names.get(id);
    }

    private <T> Map<UUID, String> names(Collection<T> items, Function<T, Stream<UUID>> ids) {
        return people.displayNames(items.stream().flatMap(ids).collect(Collectors.toSet()));
    }

    private static <T, R> Page<R> map(Page<T> page, Function<T, R> function) {
        return new Page<>(page.items().stream().map(function).toList(), page.nextCursor());
    }
}
