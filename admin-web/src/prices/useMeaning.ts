import { useIntl } from 'react-intl';
import { numberForm } from './numberForm.ts';
import { CHOICES, isChoice, type Choice, type Field } from './sections.ts';

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
    const form = numberForm(kind, currency);
    if (form === null || typeof value !== 'number') return null;
    const written = formatNumber(value / form.per, form.options);
    return kind === 'factor'
      ? formatMessage({ id: 'prices.factor' }, { factor: written })
      : written;
  };
}
