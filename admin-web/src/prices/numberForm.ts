import { scaleOf } from '../money/money.ts';
import type { FieldKind } from './sections.ts';

const WHOLE = 10_000;
const FACTOR_DIGITS = 4;

/** How people write a number that a price list keeps as an integer. */
export interface NumberForm {
  /** How many of what the list keeps make one of what is written: minor units of a currency, basis points of a whole. */
  readonly per: number;
  readonly options: Pick<Intl.NumberFormatOptions, 'style' | 'currency' | 'maximumFractionDigits'>;
}

/** Null for what is not a number. */
export function numberForm(kind: FieldKind, currency: string): NumberForm | null {
  switch (kind) {
    case 'number':
      return { per: 1, options: { maximumFractionDigits: 0 } };
    case 'money':
      return { per: 10 ** scaleOf(currency), options: { style: 'currency', currency } };
    case 'share':
      return { per: WHOLE, options: { style: 'percent', maximumFractionDigits: 2 } };
    case 'factor':
      return { per: WHOLE, options: { maximumFractionDigits: FACTOR_DIGITS } };
    default:
      return null;
  }
}
