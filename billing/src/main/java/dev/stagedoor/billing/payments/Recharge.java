package dev.stagedoor.billing.payments;

/** Whether a provider can charge a buyer who is not there, and what must have come before. */
public enum Recharge {
    /** It cannot. */
    NEVER,
    /** Whatever paid for an earlier order can be charged, once the buyer agrees. */
    ANY_PAYMENT,
    /** Only what the buyer has agreed to keep when it paid: the order has to ask for that at the checkout. */
    KEPT_METHOD
}
