-- Kinds of transfer that the catalogue has gained: redeemed codes, referral commission, the rolling reserve.
ALTER TABLE transfer DROP CONSTRAINT transfer_code_check;
ALTER TABLE transfer ADD CONSTRAINT transfer_code_check CHECK (code IN (
    'PURCHASE', 'PROMO', 'REDEEM', 'REFERRAL', 'HOLD', 'EXTEND', 'RELEASE', 'CAPTURE', 'TIP', 'GIFT', 'TICKET_BUY',
    'TICKET_DONE', 'TICKET_CANCEL', 'RECOGNISE', 'MATURE', 'FREEZE', 'UNFREEZE', 'RESERVE', 'UNRESERVE', 'PAYOUT_REQUEST',
    'PAYOUT_SENT', 'PAYOUT_CONFIRMED', 'PAYOUT_FAILED', 'REFUND', 'CALL_REFUND', 'CHARGEBACK', 'EXPIRE', 'ADJUST'));
