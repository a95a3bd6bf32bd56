package dev.stagedoor.billing.ledger;

/** What a transfer is; a row of the catalogue that begins in {@link TransferLines}. The database knows the same words. */
public enum TransferCode {
    PURCHASE,
    PROMO,
    REDEEM,
    REFERRAL,
    HOLD,
    EXTEND,
    RELEASE,
    CAPTURE,
    TIP,
    GIFT,
    TICKET_BUY,
    TICKET_DONE,
    TICKET_CANCEL,
    RECOGNISE,
    MATURE,
    FREEZE,
    UNFREEZE,
    RESERVE,
    UNRESERVE,
    PAYOUT_REQUEST,
    PAYOUT_SENT,
    PAYOUT_CONFIRMED,
    PAYOUT_FAILED,
    REFUND,
    CALL_REFUND,
    CHARGEBACK,
    EXPIRE,
    ADJUST
}
