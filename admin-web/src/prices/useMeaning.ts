import { useIntl } from 'react-intl';
import { SCALE } from './scale.ts';
import { CHOICES, isChoice, type Choice, type Field } from './sections.ts';

const ONE = 10_000;
const DIGITS = 4;

/** What a value of a price list is in words that people use, null where it says so itself. */
export function useMeaning(currency: string): (field: Field, value: unknown) => string | null {
  const { formatDate, formatMessage, formatNumber } = useIntl();
  const word = (kind: Choice, value: unknown) => {
    const id = CHOICES[kind].find((known) => known === value);
    return id ? formatMessage({ id: `prices.choice.${id}` }) : null;
  };
  return ({ kind }, value) => {
    if (kind === 'flag') return formatMessage({ id: value === true ? 'prices.yes' : 'prices.no' });
    if (isChoice(kind)) return word(kind, value);
    if (kind === 'moment' && typeof value === 'string') {
      return formatDate(value, { dateStyle: 'medium', timeStyle: 'short' });
    }
    if (typeof value !== 'number') return null;
    switch (kind) {
      case 'money':
        return isKnown(currency)
          ? formatNumber(value / SCALE[currency], { style: 'currency', currency })
          : null;
      case 'share':
        return formatNumber(value / ONE, { style: 'percent', maximumFractionDigits: 2 });
      case 'factor':
        return formatMessage(
          { id: 'prices.factor' },
          { factor: formatNumber(value / ONE, { maximumFractionDigits: DIGITS }) },
        );
      case 'number':
        return formatNumber(value);
      case 'text':
      case 'moment':
        return null;
    }
  };
}

function isKnown(currency: string): currency is keyof typeof SCALE {
  return currency in SCALE;
}
