import type { PriceList } from '../api/types.ts';
import { Section } from '../parts/Section.tsx';
import { useIntl } from 'react-intl';
import styles from './Prices.module.css';
import { SECTIONS, shown, TERMS, valueAt, type Field, type Row } from './sections.ts';
import { useFieldLabel } from './useFieldLabel.ts';
import { useMeaning } from './useMeaning.ts';

/** A price list to read. */
export function ListView({ prices }: { readonly prices: PriceList }) {
  const { formatMessage } = useIntl();
  return (
    <>
      {SECTIONS.map(({ name, fields }) => (
        <Section key={name} title={formatMessage({ id: `prices.section.${name}` })}>
          <div data-testid={`prices-${name}`}>
            {prices[name].map((row, index) => (
              <Values key={index} row={row as Row} fields={fields} currency={prices.currency} />
            ))}
          </div>
        </Section>
      ))}
      <Section title={formatMessage({ id: 'prices.section.terms' })}>
        <Values row={shown(prices)} fields={TERMS} currency={prices.currency} />
      </Section>
    </>
  );
}

interface ValuesProps {
  readonly row: Row;
  readonly fields: readonly Field[];
  readonly currency: string;
}

function Values({ row, fields, currency }: ValuesProps) {
  const label = useFieldLabel();
  const meaning = useMeaning(currency);
  return (
    <div className={styles.facts}>
      {fields.map((field) => {
        const value: unknown = valueAt(row, field.path) ?? field.unsaid;
        return (value ?? '') === '' ? null : (
          <span key={field.path}>
            <b>{label(field.path)}</b> {meaning(field, value) ?? String(value)}
          </span>
        );
      })}
    </div>
  );
}
