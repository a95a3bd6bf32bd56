package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.PayoutDesk;
import dev.stagedoor.signaling.WalletService;
import dev.stagedoor.signaling.WalletService.PurchaseReceipt;
import dev.stagedoor.signaling.identity.AccountStore;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What buyers paid for coins, on the page and on paper. */
final class ReceiptOperations implements Operations {
    private final WalletService wallets;
    private final AccountStore accounts;

    ReceiptOperations(WalletService wallets, AccountStore accounts) {
        this.wallets = wallets;
        this.accounts = accounts;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of("getOrderReceipt", this::receipt, "getOrderReceiptPaper", this::paper);
    }

    private Reply receipt(ApiRequest request) {
        PurchaseReceipt receipt = wallets.receipt(request.userId(), request.pathId("orderId"));
        return receipt == null ? unpaid() : Reply.ok(receipt);
    }

    private Reply paper(ApiRequest request) {
        UUID buyer = request.userId();
        String name = accounts.displayNames(Set.of(buyer)).getOrDefault(buyer, "");
        PayoutDesk.Paper paper = wallets.receiptPaper(buyer, name, request.pathId("orderId"));
        return paper == null ? unpaid() : Reply.file(paper.fileName(), paper.contentType(), paper.content());
    }

    private static Reply unpaid() {
        return Reply.notFound("There is no such order, or it was not paid.");
    }
}
