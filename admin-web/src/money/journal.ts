import { sum, type Money } from './money.ts';

/**
 * The two columns of a journal. The ledger stores credit-positive amounts; accountants read debits and credits as
 * positive figures in columns of their own, so the sign becomes the column.
 */
export interface Columns {
  readonly debit: Money | null;
  readonly credit: Money | null;
}

/** Splits a credit-positive amount; zero fills neither column. */
export function columnsOf(amount: Money): Columns {
  const { amountMinor, currency } = amount;
  if (amountMinor === 0) return { debit: null, credit: null };
  return amountMinor > 0
    ? { debit: null, credit: amount }
    : { debit: { amountMinor: -amountMinor, currency }, credit: null };
}

/** Both column totals of one asset, and by how much credits exceed debits (zero when they balance). */
export interface Totals {
  readonly debit: Money;
  readonly credit: Money;
  readonly difference: Money;
}

/** Column totals of credit-positive amounts of one asset. */
export function totalsOf(amounts: readonly Money[], currency: string): Totals {
  const columns = amounts.map(columnsOf);
  return {
    debit: sum(
      columns.flatMap(({ debit }) => debit ?? []),
      currency,
    ),
    credit: sum(
      columns.flatMap(({ credit }) => credit ?? []),
      currency,
    ),
    difference: sum(amounts, currency),
  };
}

/** One line of a transfer, as far as the journal cares. */
export interface JournalLine {
  readonly line: number;
  readonly amount: Money;
}

/** The lines of one asset in one transfer, debits first as a journal entry is written, and their totals. */
export interface JournalLeg<L extends JournalLine> {
  readonly currency: string;
  readonly lines: readonly L[];
  readonly totals: Totals;
}

/** A transfer's lines as one balanced leg per asset, in the order in which the assets first appear. */
export function journalOf<L extends JournalLine>(lines: readonly L[]): JournalLeg<L>[] {
  const currencies = [...new Set(lines.map(({ amount }) => amount.currency))];
  return currencies.map((currency) => {
    const own = lines.filter(({ amount }) => amount.currency === currency).sort(debitsFirst);
    return {
      currency,
      lines: own,
      totals: totalsOf(
        own.map(({ amount }) => amount),
        currency,
      ),
    };
  });
}

function debitsFirst(a: JournalLine, b: JournalLine): number {
  const side = Math.sign(a.amount.amountMinor) - Math.sign(b.amount.amountMinor);
  return side === 0 ? a.line - b.line : side;
}
