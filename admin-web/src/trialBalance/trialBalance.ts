import { columnsOf, totalsOf, type Columns, type Totals } from '../money/journal.ts';
import { COIN, type Money } from '../money/money.ts';
import { CLASS_ORDER, accountClassOf, type AccountClass } from '../money/chartOfAccounts.ts';

/** One kind of account in one asset: the sum of all accounts of it, credit-positive. */
export interface TrialBalanceLine {
  readonly code: string;
  readonly kind: string;
  readonly balance: Money;
  readonly accounts: number;
}

export interface TrialBalanceRow extends Columns {
  readonly code: string;
  readonly kind: string;
  readonly accounts: number;
}

/** The rows of one class of accounts and their totals. */
export interface TrialBalanceGroup {
  readonly accountClass: AccountClass;
  readonly rows: readonly TrialBalanceRow[];
  readonly totals: Totals;
}

/** The trial balance of one asset. It is in balance when `totals.difference` is zero. */
export interface AssetTrialBalance {
  readonly currency: string;
  readonly groups: readonly TrialBalanceGroup[];
  readonly totals: Totals;
}

/** Arranges the ledger's lines as a trial balance for each asset, coins first. */
export function trialBalanceOf(lines: readonly TrialBalanceLine[]): AssetTrialBalance[] {
  const currencies = [...new Set(lines.map(({ balance }) => balance.currency))].sort(coinsFirst);
  return currencies.map((currency) => {
    const own = lines.filter(({ balance }) => balance.currency === currency);
    return {
      currency,
      groups: groupsOf(own, currency),
      totals: totalsOf(own.map(balanceOf), currency),
    };
  });
}

function groupsOf(lines: readonly TrialBalanceLine[], currency: string): TrialBalanceGroup[] {
  return CLASS_ORDER.flatMap((accountClass) => {
    const own = lines.filter(({ code }) => accountClassOf(code) === accountClass).sort(byCode);
    if (own.length === 0) return [];
    const rows = own.map(({ code, kind, accounts, balance }) => ({
      code,
      kind,
      accounts,
      ...columnsOf(balance),
    }));
    return [{ accountClass, rows, totals: totalsOf(own.map(balanceOf), currency) }];
  });
}

function balanceOf({ balance }: TrialBalanceLine): Money {
  return balance;
}

function byCode(a: TrialBalanceLine, b: TrialBalanceLine): number {
  return a.code.localeCompare(b.code, 'en') || a.kind.localeCompare(b.kind, 'en');
}

function coinsFirst(a: string, b: string): number {
  return Number(b === COIN) - Number(a === COIN) || a.localeCompare(b, 'en');
}
