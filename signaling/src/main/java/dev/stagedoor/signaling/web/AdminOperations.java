package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.LedgerBrowser.TransferFilter;
import dev.stagedoor.signaling.WalletService.Page;
import dev.stagedoor.signaling.admin.Console;
import dev.stagedoor.signaling.admin.NamedSession;
import dev.stagedoor.signaling.admin.NamedTransfer;
import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.identity.AccountStore;
import dev.stagedoor.signaling.session.Drain;
import java.util.Map;

/** The console's operations. */
final class AdminOperations implements Operations {
    private final Console console;
    private final AccountStore accounts;
    private final Drain drain;

    AdminOperations(Console console, AccountStore accounts, Drain drain) {
        this.console = console;
        this.accounts = accounts;
        this.drain = drain;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "adminDrain",
                request -> Reply.accepted(drain.begin()),
                "adminListSessions",
                this::listSessions,
                "adminGetSession",
                this::getSession,
                "adminTrialBalance",
                request -> Reply.ok(console.trialBalance()),
                "adminListAccounts",
                this::listAccounts,
                "adminListTransfers",
                this::listTransfers,
                "adminGetTransfer",
                this::getTransfer,
                "adminListUsers",
                this::listUsers);
    }

    private Reply listSessions(ApiRequest request) {
        return Reply.ok(console.sessions(request.query("state"), request.cursor(), request.limit()));
    }

    private Reply getSession(ApiRequest request) {
        NamedSession session = console.session(request.pathId("callId"));
        return session == null ? Reply.callNotFound() : Reply.ok(session);
    }

    private Reply listAccounts(ApiRequest request) {
        return Reply.ok(
                console.accounts(request.queryId("ownerId"), request.query("kind"), request.cursor(), request.limit()));
    }

    private Reply listTransfers(ApiRequest request) {
        TransferFilter filter =
                new TransferFilter(request.queryNumber("accountId"), request.queryId("callId"), request.query("code"));
        return Reply.ok(console.transfers(filter, request.cursor(), request.limit()));
    }

    private Reply getTransfer(ApiRequest request) {
        NamedTransfer transfer = console.transfer(request.pathNumber("transferId"));
        return transfer == null ? Reply.notFound("There is no such transfer.") : Reply.ok(transfer);
    }

    private Reply listUsers(ApiRequest request) {
        Page<Account> page = accounts.search(request.query("query"), request.cursor(), request.limit());
        return Reply.ok(new Page<>(page.items().stream().map(Views.User::of).toList(), page.nextCursor()));
    }
}
