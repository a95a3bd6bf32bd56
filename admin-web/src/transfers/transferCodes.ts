/** Kinds of transfer that this console knows by name; a transfer of any other kind is listed by its code. */
export const TRANSFER_CODES = [
  'PURCHASE',
  'PROMO',
  'REDEEM',
  'REFERRAL',
  'HOLD',
  'EXTEND',
  'RELEASE',
  'CAPTURE',
  'TIP',
  'GIFT',
  'TICKET_BUY',
  'TICKET_DONE',
  'TICKET_CANCEL',
  'RECOGNISE',
  'MATURE',
  'FREEZE',
  'UNFREEZE',
  'RESERVE',
  'UNRESERVE',
  'PAYOUT_REQUEST',
  'PAYOUT_SENT',
  'PAYOUT_CONFIRMED',
  'PAYOUT_FAILED',
  'REFUND',
  'CALL_REFUND',
  'CHARGEBACK',
  'EXPIRE',
  'ADJUST',
  'PSP_FEE',
  'SETTLEMENT',
  'SUBSCRIBE',
  'ALLOWANCE',
  'SUBSCRIPTION_USED',
  'SUBSCRIPTION_REFUND',
] as const;

export type TransferCode = (typeof TRANSFER_CODES)[number];

export function isTransferCode(code: string): code is TransferCode {
  return (TRANSFER_CODES as readonly string[]).includes(code);
}
