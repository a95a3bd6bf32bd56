package dev.stagedoor.billing.papers;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where receipts are read from. */
public interface ReceiptStore {
    /** What was paid for an order; null if there is none, or it was never paid. */
    @Nullable
    PurchaseReceipt purchase(UUID orderId);

    /** Gives all receipts and credit notes that have none their numbers, in the order of the journal; how many it gave. */
    long giveNumbers();
}
