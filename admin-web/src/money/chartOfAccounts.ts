/** What an account is to an accountant; decides where it stands in a trial balance. */
export type AccountClass = 'ASSET' | 'LIABILITY' | 'CONTRA' | 'INCOME' | 'EXPENSE' | 'OTHER';

/** The order of a balance sheet and then an income statement. */
export const CLASS_ORDER: readonly AccountClass[] = [
  'ASSET',
  'LIABILITY',
  'CONTRA',
  'INCOME',
  'EXPENSE',
  'OTHER',
];

/** The chart of accounts: which class each code belongs to. */
const CHART = {
  V1: 'LIABILITY',
  V2: 'LIABILITY',
  V3: 'ASSET',
  E1: 'LIABILITY',
  C1: 'LIABILITY',
  C2: 'LIABILITY',
  C3: 'LIABILITY',
  C4: 'LIABILITY',
  C5: 'LIABILITY',
  A1: 'LIABILITY',
  A2: 'LIABILITY',
  R1: 'LIABILITY',
  P1: 'CONTRA',
  P2: 'CONTRA',
  P3: 'CONTRA',
  P4: 'LIABILITY',
  P5: 'INCOME',
  P6: 'EXPENSE',
  P7: 'LIABILITY',
  X1: 'ASSET',
  X2: 'ASSET',
  X3: 'ASSET',
} as const satisfies Record<string, AccountClass>;

/** A code of the chart that this console knows. */
export type AccountCode = keyof typeof CHART;

export const ACCOUNT_CODES = Object.keys(CHART) as readonly AccountCode[];

export function isAccountCode(code: string): code is AccountCode {
  return Object.hasOwn(CHART, code);
}

/**
 * The class of a code. One that a newer server brings is OTHER rather than hidden, because a trial balance that leaves
 * out a line does not balance.
 */
export function accountClassOf(code: string): AccountClass {
  return isAccountCode(code) ? CHART[code] : 'OTHER';
}

/** The kinds that share a code of the chart, as the ledger names them. */
export const NAMED_KINDS = [
  'platform.coins_issued_paid',
  'platform.coins_issued_bonus',
  'platform.coins_issued_promo',
  'platform.coins_issued_refund',
  'platform.revenue_commission',
  'platform.revenue_breakage',
  'platform.revenue_subscription',
  'platform.creator_share',
  'platform.promo_subsidy',
  'platform.psp_fees',
  'platform.chargeback_loss',
  'platform.rounding',
  'tax.gst_output',
  'tax.tds_payable',
] as const;

export type NamedKind = (typeof NAMED_KINDS)[number];

export function isNamedKind(kind: string): kind is NamedKind {
  return (NAMED_KINDS as readonly string[]).includes(kind);
}
