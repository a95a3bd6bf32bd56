import { toCsv, type Cell } from '../csv/csv.ts';
import { toDecimal, type Money } from '../money/money.ts';
import { trialBalanceOf, type TrialBalanceLine } from './trialBalance.ts';

/** Column names are part of the file's contract with whoever imports it, so they are not translated. */
const HEADER = ['asset', 'class', 'code', 'kind', 'accounts', 'debit', 'credit'];

/**
 * The trial balance as a file: one row per kind of account and a TOTAL row per asset, amounts as plain decimals with a point, so
 * that the same file opens alike everywhere.
 */
export function trialBalanceCsv(lines: readonly TrialBalanceLine[]): string {
  const rows = trialBalanceOf(lines).flatMap(({ currency, groups, totals }): Cell[][] => [
    ...groups.flatMap(({ accountClass, rows }) =>
      rows.map(({ code, kind, accounts, debit, credit }) => [
        currency,
        accountClass,
        code,
        kind,
        { decimal: String(accounts) },
        amountCell(debit),
        amountCell(credit),
      ]),
    ),
    [currency, 'TOTAL', '', '', '', amountCell(totals.debit), amountCell(totals.credit)],
  ]);
  return toCsv([HEADER, ...rows]);
}

function amountCell(amount: Money | null): Cell {
  return amount === null ? '' : { decimal: toDecimal(amount) };
}
