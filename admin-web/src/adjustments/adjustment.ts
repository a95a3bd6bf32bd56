import type { components } from '@stagedoor/sdk';
import { scaleOf } from '../money/money.ts';

export type AdjustmentRequest = components['schemas']['AdjustmentRequest'];
type Entry = AdjustmentRequest['entries'][number];
type Currency = Entry['amount']['currency'];

export const CURRENCIES: readonly Currency[] = ['COIN', 'INR', 'USD'];

/** One line as it stands in the form; `amount` is credit positive. */
export interface LineDraft {
  readonly kind: string;
  readonly owner: string;
  readonly qualifier: string;
  readonly currency: Currency;
  readonly amount: string;
}

export const EMPTY_LINE: LineDraft = {
  kind: '',
  owner: '',
  qualifier: '',
  currency: 'INR',
  amount: '',
};

/** Minor units of a decimal text such as `-2.50`; null if it is none, zero, or finer than the currency. */
export function minorOf(text: string, currency: Currency): number | null {
  const scale = scaleOf(currency);
  const match = /^([-−]?)(\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  const fraction = match?.[3] ?? '';
  if (!match || fraction.length > scale) return null;
  const minor = Number((match[2] ?? '') + fraction.padEnd(scale, '0'));
  return minor === 0 || !Number.isSafeInteger(minor) ? null : match[1] ? -minor : minor;
}

/** What is left over in each currency, which must be nothing; currencies that balance are left out. */
export function imbalances(lines: readonly LineDraft[]): readonly Entry['amount'][] {
  return CURRENCIES.map((currency) => ({
    currency,
    amountMinor: lines
      .filter((line) => line.currency === currency)
      .reduce((total, line) => total + (minorOf(line.amount, currency) ?? 0), 0),
  })).filter(({ amountMinor }) => amountMinor !== 0);
}

/** The entries that lines stand for; null while one is unfinished, or they do not balance. */
export function entriesOf(lines: readonly LineDraft[]): Entry[] | null {
  const entries = lines.map((line): Entry | null => {
    const amountMinor = minorOf(line.amount, line.currency);
    const kind = line.kind.trim();
    if (amountMinor === null || kind === '') return null;
    const owner = line.owner.trim();
    const qualifier = line.qualifier.trim();
    return {
      kind,
      ...(owner !== '' && { owner }),
      ...(qualifier !== '' && { qualifier }),
      amount: { amountMinor, currency: line.currency },
    };
  });
  const whole = entries.filter((entry) => entry !== null);
  const balanced = whole.length === lines.length && imbalances(lines).length === 0;
  return balanced && whole.length > 1 ? whole : null;
}
