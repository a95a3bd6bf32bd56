/** Kinds of transfer that this console knows by name; a transfer of any other kind is listed by its code. */
export const TRANSFER_CODES = [
  'PURCHASE',
  'HOLD',
  'EXTEND',
  'CAPTURE',
  'RELEASE',
  'TIP',
  'CALL_REFUND',
  'REFUND',
  'ADJUST',
] as const;

export type TransferCode = (typeof TRANSFER_CODES)[number];

export function isTransferCode(code: string): code is TransferCode {
  return (TRANSFER_CODES as readonly string[]).includes(code);
}
