import type { PriceList } from '../api/types.ts';
import { Section } from '../parts/Section.tsx';
import { useIntl } from 'react-intl';
import styles from './Prices.module.css';
import { SECTIONS, shown, TERMS, valueAt, type Field, type Row } from './sections.ts';
import { useFieldLabel } from './useFieldLabel.ts';

/** A price list to read. */
export function ListView({ prices }: { readonly prices: PriceList }) {
  const { formatMessage } = useIntl();
  return (
    <>
      {SECTIONS.map(({ name, fields }) => (
        <Section key={name} title={formatMessage({ id: `prices.section.${name}` })}>
          <div data-testid={`prices-${name}`}>
            {prices[name].map((row, index) => (
              <Values key={index} row={row as Row} fields={fields} />
            ))}
          </div>
        </Section>
      ))}
      <Section title={formatMessage({ id: 'prices.section.terms' })}>
        <Values row={shown(prices)} fields={TERMS} />
      </Section>
    </>
  );
}

function Values({ row, fields }: { readonly row: Row; readonly fields: readonly Field[] }) {
  const label = useFieldLabel();
  return (
    <div className={styles.facts}>
      {fields.map(({ path }) => {
        const value = String(valueAt(row, path));
        return value === '' ? null : (
          <span key={path}>
            <b>{label(path)}</b> {value}
          </span>
        );
      })}
    </div>
  );
}
