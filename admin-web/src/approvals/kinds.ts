/** Kinds of change that this console has a name for; any other is shown by its own word. */
const KINDS = [
  'PRICE_LIST',
  'AGENCY_MEMBERSHIP',
  'AGENCY_MEMBERSHIP_END',
  'PROMO_CODE',
  'PAYOUT_SETTLEMENT',
  'TAX_RULE',
] as const;

export function isKnownKind(kind: string): kind is (typeof KINDS)[number] {
  return (KINDS as readonly string[]).includes(kind);
}
